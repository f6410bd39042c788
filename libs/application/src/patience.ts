/**
 * How long a query waits for the read models to show what was recorded just now, in milliseconds: a client that was
 * answered a moment ago asks for it.
 */
export const PATIENCE = 2_000;
