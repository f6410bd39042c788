/**
 * A cache of at least the last `capacity / 2` values used, and at most `capacity`: when the young half is full
 * it becomes the old half, and what nobody asked for in the old half goes.
 */
export class RecentlyUsed<Key, Value> {
  private readonly half: number;
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();

  /** @param capacity at least 2 */
  constructor(capacity: number) {
    this.half = Math.floor(capacity / 2);
  }

  get(key: Key): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): void {
    if (this.young.size >= this.half && !this.young.has(key)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
