import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { Clock } from '#clock';
import type { EventStore } from '#event-store';
import type { BlindIndex, PersonalDataVault } from '#personal-data';
import { ReadModels } from '#read-models';
import { ChangeOfferHandler } from './commands/change-offer.handler.js';
import { ChangeVoucherHandler } from './commands/change-voucher.handler.js';
import { EraseCandidateHandler } from './commands/erase-candidate.handler.js';
import { RequestVoucherHandler } from './commands/request-voucher.handler.js';
import { BLIND_INDEX, CLOCK, EVENT_STORE, PERSONAL_DATA_VAULT } from './ports.js';
import { CandidateDirectory } from './queries/candidate-directory.js';
import { FindVouchersHandler } from './queries/find-vouchers.handler.js';
import { GetActivityHandler } from './queries/get-activity.handler.js';
import { GetExamStatisticsHandler } from './queries/get-exam-statistics.handler.js';
import { GetExpiringHandler } from './queries/get-expiring.handler.js';
import { GetOverviewHandler } from './queries/get-overview.handler.js';
import { GetVoucherHistoryHandler } from './queries/get-voucher-history.handler.js';
import { GetVoucherHandler } from './queries/get-voucher.handler.js';
import { GetOfferHandler, ListOffersHandler } from './queries/list-offers.handler.js';
import { DestroyErasedKeys } from './reactions/destroy-erased-keys.js';
import { ExpireDueVouchers } from './reactions/expire-due-vouchers.js';
import { type GuessCounter, VoucherLocator } from './voucher-locator.js';
import { CommandExecutor } from './write-side/command-executor.js';
import { StreamHistories } from './write-side/stream-histories.js';
import type { CommandObserver } from './write-side/command-observer.js';
import { VoucherCodes } from './write-side/voucher-codes.js';

/** What the application stands on; the apps open the adapters and hand them over. */
export interface ApplicationPorts {
  readonly eventStore: EventStore;
  readonly readModels: ReadModels;
  readonly vault: PersonalDataVault;
  readonly blindIndex: BlindIndex;
  readonly clock: Clock;
  readonly observer: CommandObserver;
  /** Where wrong guesses of voucher codes are counted. */
  readonly codeGuesses: GuessCounter;
}

const HANDLERS: Provider[] = [
  ChangeOfferHandler,
  ChangeVoucherHandler,
  EraseCandidateHandler,
  RequestVoucherHandler,
  FindVouchersHandler,
  GetActivityHandler,
  GetExamStatisticsHandler,
  GetExpiringHandler,
  GetOfferHandler,
  GetOverviewHandler,
  GetVoucherHandler,
  GetVoucherHistoryHandler,
  ListOffersHandler,
];

/** The commands and queries of the programme behind CommandBus and QueryBus, on whatever ports it is given. */
@Module({})
export class ApplicationModule {
  static on(ports: ApplicationPorts): DynamicModule {
    const { eventStore, readModels, vault, blindIndex, clock, observer, codeGuesses } = ports;
    const histories = new StreamHistories(eventStore);
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: EVENT_STORE, useValue: eventStore },
        { provide: PERSONAL_DATA_VAULT, useValue: vault },
        { provide: BLIND_INDEX, useValue: blindIndex },
        { provide: CLOCK, useValue: clock },
        { provide: ReadModels, useValue: readModels },
        { provide: StreamHistories, useValue: histories },
        {
          provide: CommandExecutor,
          useValue: new CommandExecutor(eventStore, histories, clock, blindIndex, observer),
        },
        { provide: VoucherCodes, useValue: new VoucherCodes(vault, blindIndex) },
        { provide: CandidateDirectory, useValue: new CandidateDirectory(readModels, vault, blindIndex) },
        {
          provide: VoucherLocator,
          useValue: new VoucherLocator(eventStore, readModels, blindIndex, codeGuesses),
        },
        { provide: DestroyErasedKeys, useValue: new DestroyErasedKeys(eventStore, vault) },
        {
          provide: ExpireDueVouchers,
          useFactory: (bus: CommandBus) => new ExpireDueVouchers(bus, readModels, clock),
          inject: [CommandBus],
        },
        ...HANDLERS,
      ],
      exports: [CqrsModule, ReadModels, VoucherLocator, ExpireDueVouchers, DestroyErasedKeys, CLOCK],
    };
  }
}
