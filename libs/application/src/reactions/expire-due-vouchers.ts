import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import type { Clock, Instant } from '#clock';
import { StoreUnavailable } from '#event-store';
import type { ReadModels, StoredDocument } from '#read-models';
import { ChangeVoucher } from '../commands/change-voucher.command.js';

const BATCH = 200;

type Due = StoredDocument<{ readonly expiresAt: string }>;

/**
 * Expires the vouchers whose instant has passed. What is due stands in the read model and in the events, not in
 * memory, so nothing is forgotten over a restart; and a voucher that is expired already is left as it is, so that
 * two processes that do this at once record it once.
 */
export class ExpireDueVouchers {
  constructor(
    private readonly commandBus: CommandBus,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  /**
   * Expires all that is due by now, as far as the read model knows. A voucher that cannot be expired stands in the way
   * of no other one.
   *
   * @throws what the first such voucher met, once the others are done; StoreUnavailable at once, since it meets all
   */
  async run(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const failures: unknown[] = [];
    let due: readonly Due[] = [];
    do {
      due = await this.#dueBy(now, due.at(-1));
      failures.push(...(await this.#expireAll(due)));
    } while (due.length === BATCH && signal?.aborted !== true);
    if (failures.length > 0) throw failures[0];
  }

  #dueBy(now: Instant, last: Due | undefined): Promise<readonly Due[]> {
    return this.readModels.find('vouchers', {
      where: { status: 'active', expiresAt: { below: now } },
      sort: { field: 'expiresAt', direction: 'ascending' },
      ...(last && { after: { id: last.id, value: last.body.expiresAt } }),
      limit: BATCH,
    });
  }

  /** @returns why some could not be, when all are dealt with */
  async #expireAll(due: readonly Due[]): Promise<readonly unknown[]> {
    const outcomes = await Promise.allSettled(due.map(({ id }) => this.#expire(id)));
    const failures = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    const away = failures.find((failure) => failure instanceof StoreUnavailable);
    if (away) throw away;
    return failures;
  }

  async #expire(voucherId: string): Promise<void> {
    const commandId = `expire:${randomUUID()}`;
    await this.commandBus.execute(
      new ChangeVoucher(
        { voucherId },
        { type: 'ExpireVoucher' },
        { commandId, correlationId: commandId, causationId: commandId, actor: 'system:deadlines' },
      ),
    );
  }
}
