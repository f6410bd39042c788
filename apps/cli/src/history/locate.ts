import { NotFound, UNCOUNTED, VoucherCodeNotResolved, VoucherLocator } from '#application/history';
import { NotYetVisible, Operator, ProjectionNotReady, ReadModels } from '#read-models';
import { isVoucherId, type VoucherId } from '#vouchers';
import { openVoucherCodePorts, type VoucherCodePorts } from '#wiring';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { using } from '../using.js';
import { openOnceThere } from '../open-once-there.js';

/**
 * The id of the voucher that is named by its id or by its code. Codes are found in a read model; for an id that need
 * not be there.
 *
 * @throws CommandFailed
 */
export async function locate(context: Context, named: string): Promise<VoucherId> {
  const id = named.toLowerCase();
  if (isVoucherId(id)) return id;
  const settings = await context.settings();
  const opening = openOnceThere(context, (waiting) => openVoucherCodePorts(settings, waiting));
  return using(opening, (ports) => byCode(ports, named));
}

export function noSuchVoucher(): CommandFailed {
  return new CommandFailed(
    'There is no voucher with this id or code: check it, and that the settings name the right store.',
  );
}

async function byCode(
  { eventLog, documentStore, blindIndex }: VoucherCodePorts,
  code: string,
): Promise<VoucherId> {
  const locator = new VoucherLocator(eventLog, new ReadModels(documentStore), blindIndex, UNCOUNTED);
  try {
    return (await locator.locate(code, '')).voucherId;
  } catch (error) {
    if (error instanceof NotFound) throw noSuchVoucher();
    if (!(error instanceof VoucherCodeNotResolved)) throw error;
    const { cause } = error;
    const isBehind = cause instanceof NotYetVisible || cause instanceof ProjectionNotReady;
    if (!isBehind || (await new Operator(documentStore).isRunnerAlive())) throw cause;
    throw new CommandFailed(
      'The code was not found, but the read models are behind and no server is running: start one, run `projections rebuild vouchers`, or name the voucher by its id.',
    );
  }
}
