import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import { ChangeVoucher, type CommandResult, type Envelope, RequestVoucher } from '#application';
import type { Meter } from '../harness/measure.js';
import { CHANGES, request } from '../workload/lifecycle.js';

export function envelope(): Envelope {
  const commandId = randomUUID();
  return { commandId, correlationId: commandId, causationId: commandId, actor: 'key:bench' };
}

/** Leads vouchers through their lives, `side` of them side by side, until the meter is over. */
export async function drive(commands: CommandBus, side: number, meter: Meter): Promise<void> {
  const one = async () => {
    while (!meter.isOver) await liveThrough(commands, randomUUID(), meter);
  };
  await Promise.all(Array.from({ length: side }, one));
}

/** The life of one voucher, as long as the meter runs. @param name tells its candidate from all others */
export async function liveThrough(commands: CommandBus, name: string, meter?: Meter): Promise<void> {
  const timed = async (execute: () => Promise<CommandResult>) => {
    const started = performance.now();
    const result = await execute();
    meter?.answered(started);
    return result;
  };
  const issued = await timed(() => commands.execute(new RequestVoucher(request(name), envelope())));
  const { voucherId } = issued.subject as { readonly voucherId: string };
  for (const change of CHANGES) {
    if (meter?.isOver) return;
    await timed(() => commands.execute(new ChangeVoucher({ voucherId }, change(name), envelope())));
  }
}
