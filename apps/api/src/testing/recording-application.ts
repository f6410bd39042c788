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
} from '#application';
import { NotYetVisible, ReadModels } from '#read-models';

export const NOW = '2014-05-01T12:00:00.000Z';

/** Stands in for the application: keeps the last message that reached the buses. */
export class Recorder {
  last: object | undefined;
  /** What every query is answered with. */
  found: Answer<object> = { body: { items: [] }, position: 7n };
  /** Position up to which the read models are. */
  visible = 1_000n;

  /** What was waited for last. */
  awaited: readonly string[] = [];

  readonly waitFor: ReadModels['waitFor'] = async (position, _timeout, projections) => {
    this.awaited = projections;
    if (position > this.visible) throw new NotYetVisible(position, new Map([['vouchers', this.visible]]));
  };
}

const ACCEPTED: CommandResult = {
  kind: 'accepted',
  subject: { voucherId: '1c9b1a52-7d39-5f5e-8a55-0f2f6e3d9b11' },
  revision: 2,
  position: 42n,
  events: [{ type: 'ExamScheduled', revision: 2 }],
  replayed: false,
};

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
  /** @param readModels that queries with `waitFor` wait for */
  static with(
    recorder: Recorder,
    readModels: Pick<ReadModels, 'waitFor'> = { waitFor: recorder.waitFor },
  ): DynamicModule {
    const locator: Pick<VoucherLocator, 'locate'> = { locate: async (voucherId) => ({ voucherId }) };
    const answering = (answer: () => object) => async (message: object) => {
      recorder.last = message;
      return answer();
    };
    const accepted = answering(() => ACCEPTED);
    const found = answering(() => recorder.found);
    return {
      module: RecordingApplication,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: VoucherLocator, useValue: locator },
        { provide: ReadModels, useValue: readModels },
        { provide: CLOCK, useValue: { now: () => NOW } },
        ...COMMANDS.map((command) => handlerFor(CommandHandler(command), accepted)),
        ...QUERIES.map((query) => handlerFor(QueryHandler(query), found)),
      ],
      exports: [CqrsModule, VoucherLocator, ReadModels, CLOCK],
    };
  }
}

/** A class of its own for each message: that is what the buses tell handlers apart by. */
function handlerFor(decorate: ClassDecorator, execute: (message: object) => Promise<object>): Type {
  class Handler {
    readonly execute = execute;
  }
  decorate(Handler);
  return Handler;
}
