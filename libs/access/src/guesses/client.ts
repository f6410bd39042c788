import { isIPv6 } from 'node:net';

/**
 * The client that an address counts for: the address itself or, for IPv6, its network of 64 bits, the least that one
 * client is given (RFC 6177). So nobody gets more guesses by changing addresses.
 */
export function clientOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  return mapped?.[1] ?? `${networkOf(plain)}::/64`;
}

/** The first four groups, without leading zeros. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = groupsOf(head);
  const end = tail === undefined ? [] : groupsOf(tail);
  const gap = Array.from({ length: 8 - start.length - end.length }, () => '0');
  return [...start, ...gap, ...end].slice(0, 4).join(':');
}

/** An IPv4 address at the end stands for two groups, which never are among the first four. */
function groupsOf(part: string): readonly string[] {
  if (part === '') return [];
  return part
    .split(':')
    .flatMap((group) => (group.includes('.') ? ['0', '0'] : [parseInt(group, 16).toString(16)]));
}
