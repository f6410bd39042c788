/** The highest revision or position that EventStoreDB counts to. What a client names beyond it is the end. */
export const HIGHEST = 2n ** 63n - 1n;
