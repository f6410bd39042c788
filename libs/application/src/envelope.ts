/** What comes with every command besides what it says. */
export interface Envelope {
  /** The idempotency key: a command with an id that was seen before is answered as it was then. */
  readonly commandId: string;
  /** Whether the client knows the command id, and may send the command again under it. */
  readonly isRepeatable?: boolean;
  readonly correlationId: string;
  /** Id of the event or message that led to this command; the command id where a person did. */
  readonly causationId: string;
  /** Who: `key:<id of the access key>`, `system:<part>` or `operator:<name>`. */
  readonly actor: string;
  /** Revision at which the client last saw the stream (`If-Match`); a conflict is then not retried. */
  readonly expectedRevision?: number;
  /** Answer what would be recorded, and record nothing. */
  readonly dryRun?: boolean;
}
