const PATH = /^mongodb(?:\+srv)?:\/\/[^/]*\/([^?]+)/;

/** The database that a connection string names. */
export function databaseIn(url: string): string | undefined {
  const name = PATH.exec(url)?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
}
