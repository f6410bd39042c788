import { InvalidArgument, type Paging } from '#application';
import type { KeyDto, KeyPageDto } from './views/key.view.js';

/**
 * One page of keys in the order of their making; keys that are made meanwhile come at the end.
 *
 * @throws InvalidArgument when the cursor is not one of ours
 */
export function pageOf(keys: readonly KeyDto[], { limit, cursor }: Paging): KeyPageDto {
  const start = cursor === undefined ? 0 : keys.findIndex(({ keyId }) => keyId === cursor) + 1;
  if (cursor !== undefined && start === 0) {
    throw new InvalidArgument('cursor', 'must be one that this list returned; start without one');
  }
  const items = keys.slice(start, start + limit);
  const last = items.at(-1);
  const more = last !== undefined && start + limit < keys.length;
  return { items, nextCursor: more ? last.keyId : null };
}
