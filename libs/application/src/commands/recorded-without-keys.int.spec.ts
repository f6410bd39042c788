import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { KeyStoreUnavailable } from '#personal-data';
import { openEmbeddedVault } from '#personal-data/embedded';
import { candidateStream } from '#vouchers';
import type { CommandAccepted, CommandResult } from '../command-result.js';
import type { OpenApplication } from '../open-application.js';
import { Programme, publish, request, sent } from '../testing/programme.js';
import type { ChangeOffer } from './change-offer.command.js';
import { ChangeVoucher } from './change-voucher.command.js';
import { EraseCandidate } from './erase-candidate.command.js';
import type { RequestVoucher } from './request-voucher.command.js';

describe('where the keys of personal data are away after a command was recorded', () => {
  let programme: Programme;
  let application: OpenApplication;

  beforeEach(async () => {
    programme = await Programme.open();
    application = await programme.application();
    await run(publish());
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await programme.remove();
  });

  async function run(
    command: RequestVoucher | ChangeOffer | ChangeVoucher | EraseCandidate,
    by = application,
  ): Promise<CommandAccepted> {
    const result: CommandResult = await by.commands.execute(command);
    return result as CommandAccepted;
  }

  const away = (call: 'unseal' | 'destroyKey') =>
    jest.spyOn(programme.vault, call).mockRejectedValue(new KeyStoreUnavailable('Nobody is there.'));
  const unfinished = { code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('was recorded') as string };

  it('a new voucher is answered with its code all the same', async () => {
    away('unseal');
    const { subject, code } = await run(request('ada'));
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z*~$=]$/);
    const voucher = subject as { readonly voucherId: string };
    const reissue = { type: 'ReissueVoucherCode', reason: 'it was seen' } as const;
    const reissued = await run(new ChangeVoucher(voucher, reissue, sent()));
    expect(reissued.code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z*~$=]$/);
    expect(reissued.code).not.toBe(code);
  });

  it('a repetition is told to come again, and is answered when they are there', async () => {
    const { code } = await run(request('ada', 'again'));
    const gone = away('unseal');
    await expect(run(request('ada', 'again'))).rejects.toMatchObject(unfinished);
    gone.mockRestore();
    expect(await run(request('ada', 'again'))).toMatchObject({ replayed: true, code });
  });

  it('a repetition whose key is lost is answered without the code', async () => {
    await run(request('ada', 'again'));
    const elsewhere = await mkdtemp(join(tmpdir(), 'second-shot-without-keys-'));
    const others = await openEmbeddedVault({ dataDir: elsewhere });
    const withoutKeys = await programme.application({ vault: others.vault });
    const answer = await run(request('ada', 'again'), withoutKeys);
    await others.close();
    await rm(elsewhere, { recursive: true });
    expect(answer).toMatchObject({ replayed: true, events: [{}, {}] });
    expect(answer).not.toHaveProperty('code');
  });

  it('an erasure says that it is recorded, and is carried out when it comes again', async () => {
    await run(request('ada'));
    const keyId = await programme.vault.keyOf('ada');
    const gone = away('destroyKey');
    const erase = () => new EraseCandidate('ada', 'asked', sent());
    await expect(run(erase())).rejects.toMatchObject(unfinished);
    expect(await programme.events.readStream(candidateStream('ada'))).toHaveLength(1);
    expect(await programme.vault.keyOf('ada')).toBe(keyId);
    gone.mockRestore();
    await run(erase());
    expect(await programme.vault.keyOf('ada')).toBeUndefined();
    expect(await programme.events.readStream(candidateStream('ada'))).toHaveLength(1);
  });
});
