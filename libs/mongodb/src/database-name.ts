const PATH = /^mongodb(?:\+srv)?:\/\/[^/]*\/([^?]+)/;

/** The database that a connection string names. */
export function databaseIn(url: string): string | undefined {
  const name = PATH.exec(url)?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** What no server takes in the name of a database, whatever system it runs on. */
const REFUSED = /[\0 "$./\\]/;

const MOST_BYTES = 63;

/** Whether there is a server that may take it: some refuse more than others. */
export function isDatabaseName(name: string): boolean {
  return !REFUSED.test(name) && Buffer.byteLength(name) <= MOST_BYTES;
}
