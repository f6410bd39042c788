/**
 * An error of ours: `code` is stable, for programs; the message is for people, one sentence that says what to do.
 * The domain has its own, since it imports nothing.
 */
export abstract class CodedError extends Error {
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}
