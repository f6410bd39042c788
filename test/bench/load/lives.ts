import { randomUUID } from 'node:crypto';
import { type Call, changeCall, requestCall } from '../workload/http.js';
import { CHANGES, request } from '../workload/lifecycle.js';

/** What a command answers. */
export interface CommandAnswer {
  readonly voucherId: string;
  readonly position: string;
}

/**
 * Leads vouchers through their lives, one after the other, until `isOver`.
 *
 * @param command makes the request and answers what was answered: each names the voucher that the first one made
 */
export async function leadLives(
  isOver: () => boolean,
  command: (call: Call) => Promise<CommandAnswer>,
): Promise<void> {
  while (!isOver()) {
    const name = randomUUID();
    const { voucherId } = await command(requestCall(request(name)));
    for (const change of CHANGES) {
      if (isOver()) return;
      await command(changeCall(voucherId, change(name)));
    }
  }
}
