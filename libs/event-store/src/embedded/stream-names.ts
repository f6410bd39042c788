/** Streams of the store itself, which no reader of the port sees. */
export function isSystemStream(stream: string): boolean {
  return stream.startsWith('$');
}

/** The stream that carries a stream's metadata. */
export function metastreamOf(stream: string): string {
  return `$$${stream}`;
}

/** The stream whose metadata this one carries, if it does. */
export function originalStreamOf(stream: string): string | undefined {
  return stream.startsWith('$$') ? stream.slice(2) : undefined;
}
