/** The port with some members in place of its own. */
export function overriding<Port extends object>(port: Port, members: Partial<Port>): Port {
  return new Proxy(port, {
    get: (own, name) => {
      if (Object.hasOwn(members, name)) return Reflect.get(members, name) as unknown;
      const member: unknown = Reflect.get(own, name);
      return typeof member === 'function' ? (member.bind(own) as unknown) : member;
    },
  });
}
