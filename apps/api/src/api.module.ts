import { type DynamicModule, Module } from '@nestjs/common';
import { CLOCK } from '#application';
import { OperationsModule } from '#operations';
import { CandidatesController } from './candidates/candidates.controller.js';
import type { ApiDependencies } from './dependencies.js';
import { KeysController } from './keys/keys.controller.js';
import { OfferQueriesController } from './offers/offer-queries.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { TestClockController } from './test-clock/test-clock.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { ProgrammeController } from './programme/programme.controller.js';
import { ACCESS_KEYS, TEST_CLOCK } from './tokens.js';
import { AppointmentsController } from './vouchers/appointments.controller.js';
import { SittingsController } from './vouchers/sittings.controller.js';
import { VoucherQueriesController } from './vouchers/voucher-queries.controller.js';
import { VouchersController } from './vouchers/vouchers.controller.js';

@Module({})
export class ApiModule {
  static with(dependencies: ApiDependencies): DynamicModule {
    const { application, keys, clock, testClock } = dependencies;
    return {
      module: ApiModule,
      imports: [application, OperationsModule.with(dependencies)],
      controllers: [
        OffersController,
        OfferQueriesController,
        VouchersController,
        AppointmentsController,
        SittingsController,
        VoucherQueriesController,
        CandidatesController,
        ProgrammeController,
        KeysController,
        ProblemsController,
        // Without a clock that can be moved there is no such route.
        ...(testClock ? [TestClockController] : []),
      ],
      providers: [
        { provide: CLOCK, useValue: clock },
        { provide: ACCESS_KEYS, useValue: keys },
        { provide: TEST_CLOCK, useValue: testClock },
      ],
    };
  }
}
