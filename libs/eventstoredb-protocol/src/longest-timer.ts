/** The longest that a timer waits, in milliseconds: Node.js takes a longer one for none. */
export const LONGEST_TIMER = 2 ** 31 - 1;
