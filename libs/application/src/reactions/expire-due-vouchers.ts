import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '#clock';
import type { ReadModels } from '#read-models';
import { ChangeVoucher } from '../commands/change-voucher.command.js';

const BATCH = 200;

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

  /** Expires all that is due by now, as far as the read model knows, and answers how many. */
  async run(signal?: AbortSignal): Promise<number> {
    const now = this.clock.now();
    let expired = 0;
    let after: { readonly id: string; readonly value: string } | undefined;
    while (!signal?.aborted) {
      const due = await this.readModels.find<{ readonly expiresAt: string }>('vouchers', {
        where: { status: 'active', expiresAt: { below: now } },
        sort: { field: 'expiresAt', direction: 'ascending' },
        ...(after && { after }),
        limit: BATCH,
      });
      await Promise.all(due.map(({ id }) => this.#expire(id)));
      expired += due.length;
      const last = due.at(-1);
      if (!last || due.length < BATCH) return expired;
      after = { id: last.id, value: last.body.expiresAt };
    }
    return expired;
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
