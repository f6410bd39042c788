import type { EventStoreDBClient, JSONEventData, JSONType, MetadataType } from '@eventstore/db-client';
import {
  OutcomeUnknown,
  type AppendResult,
  type EventAppender,
  type ExpectedRevision,
  type NewEvent,
  type Position,
} from '../port/index.js';
import {
  checkExpectedRevision,
  checkStream,
  serializeEvents,
  type SerializedEvent,
} from '../validation/events.js';
import { appendFailure } from './failures.js';
import type { Reader } from './reader.js';
import { toPosition } from './recorded-event.js';
import { within } from './within.js';

/** Appends, each with a timeout of its own: whatever becomes of the connection, each append ends. */
export class Appender implements EventAppender {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly reader: Reader,
    /** Milliseconds. */
    private readonly timeout: number,
  ) {}

  async append(
    stream: string,
    newEvents: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    checkStream(stream);
    checkExpectedRevision(expected);
    const events = serializeEvents(newEvents).events.map(toEventData);
    const expectedRevision = typeof expected === 'number' ? BigInt(expected) : expected;
    const options = { expectedRevision, requiresLeader: true, deadline: this.timeout };
    try {
      const appending = this.client.appendToStream(stream, events, options);
      const { nextExpectedRevision, position } = await within(this.timeout, appending);
      const revision = Number(nextExpectedRevision);
      return {
        revision,
        position: position ? toPosition(position.commit) : await this.#find(stream, revision),
      };
    } catch (error) {
      throw appendFailure(error, stream, expected);
    }
  }

  /** Where an append stands that the server has recognised as a repetition and answered without its position. */
  async #find(stream: string, revision: number): Promise<Position> {
    const read = this.reader.readStream(stream, { from: revision, limit: 1 });
    const [event] = await read.catch(() => []);
    if (event) return event.position;
    throw new OutcomeUnknown(
      `The append to stream ${stream} was written, and its position could not be read.`,
    );
  }
}

/** A copy: the client serialises later, and what was checked is what is to be written. */
function toEventData({ id, type, data, metadata }: SerializedEvent): JSONEventData {
  return {
    id,
    type,
    contentType: 'application/json',
    data: JSON.parse(data) as JSONType,
    metadata: JSON.parse(metadata) as MetadataType,
  };
}
