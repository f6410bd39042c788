/** Names under which Nest injects what is known by an interface alone. */
export const ACCESS_KEYS = Symbol('ACCESS_KEYS');
export const TEST_CLOCK = Symbol('TEST_CLOCK');
