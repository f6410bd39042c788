import type { status } from '@grpc/grpc-js';
import { Metadata } from '@grpc/grpc-js';

/** An answer that is an error, with the trailers by which clients of EventStoreDB tell its kind. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, headerText(value));
  }
}

/** What a header can carry: names with other characters than ASCII are percent-encoded. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, encodeURIComponent);
}
