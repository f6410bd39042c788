import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CommandHandler, CqrsModule, QueryHandler } from '@nestjs/cqrs';
import {
  type Answer,
  ChangeOffer,
  ChangeVoucher,
  CLOCK,
  type CommandResult,
  EraseCandidate,
  FindVouchers,
  GetActivity,
  GetExamStatistics,
  GetExpiring,
  GetOffer,
  GetOverview,
  GetVoucher,
  GetVoucherHistory,
  ListOffers,
  RequestVoucher,
  VoucherLocator,
  type VoucherReference,
} from '#application';
import { NotYetVisible, ReadModels } from '#read-models';

export const NOW = '2014-05-01T12:00:00.000Z';

export type AnyMessage = object;

/** Stands in for the application: keeps every message that reaches the buses, and answers what the test says. */
export class Recorder {
  readonly messages: AnyMessage[] = [];
  readonly waits: { readonly position: bigint; readonly timeout: number }[] = [];
  readonly located: { readonly named: string; readonly client: string }[] = [];
  command: (message: AnyMessage) => Promise<CommandResult> = async () => accepted();
  query: (message: AnyMessage) => Promise<Answer<object>> = async () => ({
    body: { items: [] },
    position: 7n,
  });
  locate: (named: string) => Promise<VoucherReference> = async (named) => ({ voucherId: named });

  /** Position up to which the read models are. */
  visible = 1_000n;

  async waitFor(position: bigint, timeout: number): Promise<void> {
    this.waits.push({ position, timeout });
    if (position > this.visible) throw new NotYetVisible(position, new Map([['vouchers', this.visible]]));
  }

  onCommand(message: AnyMessage): Promise<CommandResult> {
    this.messages.push(message);
    return this.command(message);
  }

  onQuery(message: AnyMessage): Promise<Answer<object>> {
    this.messages.push(message);
    return this.query(message);
  }

  last<Message extends AnyMessage>(): Message {
    return this.messages.at(-1) as Message;
  }
}

export function accepted(changes: Partial<Extract<CommandResult, { kind: 'accepted' }>> = {}): CommandResult {
  return {
    kind: 'accepted',
    subject: { voucherId: '1c9b1a52-7d39-5f5e-8a55-0f2f6e3d9b11' },
    revision: 2,
    position: 42n,
    events: [{ type: 'ExamScheduled', revision: 2 }],
    replayed: false,
    ...changes,
  };
}

const COMMANDS = [ChangeOffer, ChangeVoucher, EraseCandidate, RequestVoucher];
const QUERIES = [
  FindVouchers,
  GetActivity,
  GetExamStatistics,
  GetExpiring,
  GetOffer,
  GetOverview,
  GetVoucher,
  GetVoucherHistory,
  ListOffers,
];

@Module({})
export class RecordingApplication {
  static with(recorder: Recorder): DynamicModule {
    const locator: Pick<VoucherLocator, 'locate'> = {
      locate: (named, client) => {
        recorder.located.push({ named, client });
        return recorder.locate(named);
      },
    };
    return {
      module: RecordingApplication,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: VoucherLocator, useValue: locator },
        { provide: ReadModels, useValue: { waitFor: recorder.waitFor.bind(recorder) } },
        { provide: CLOCK, useValue: { now: () => NOW } },
        ...COMMANDS.map((command) =>
          handlerFor(CommandHandler(command), (message) => recorder.onCommand(message)),
        ),
        ...QUERIES.map((query) => handlerFor(QueryHandler(query), (message) => recorder.onQuery(message))),
      ],
      exports: [CqrsModule, VoucherLocator, ReadModels, CLOCK],
    };
  }
}

/** A class of its own for each message: that is what the buses tell handlers apart by. */
function handlerFor(decorate: ClassDecorator, execute: (message: AnyMessage) => Promise<unknown>): Type {
  class Handler {
    readonly execute = execute;
  }
  decorate(Handler);
  return Handler;
}
