import { GuessLimiter } from '#access';
import { ReadModels } from '#read-models';
import type { CommandAccepted } from './command-result.js';
import type { OpenApplication } from './open-application.js';
import { Programme, publish, request } from './testing/programme.js';
import { VoucherLocator } from './voucher-locator.js';

/** Of the right form, and of nobody. */
const UNKNOWN = '0000-0000-0000-0000-0';
const MISTYPED = '0000-0000-0000-0000-1';

describe('a voucher that is named by its code', () => {
  let programme: Programme;
  let application: OpenApplication;
  let locator: VoucherLocator;

  beforeEach(async () => {
    programme = await Programme.open();
    const { events, store, blindIndex } = programme;
    locator = new VoucherLocator(
      events,
      new ReadModels(store),
      blindIndex,
      new GuessLimiter({ perClient: 3 }),
    );
    application = await programme.application();
    await application.commands.execute(publish());
  });
  afterEach(() => programme.remove());

  async function issue(candidateId: string): Promise<string> {
    const { code = '' } = (await application.commands.execute(request(candidateId))) as CommandAccepted;
    return code;
  }

  const outcomes = async (codes: readonly string[], client: string) =>
    (await Promise.allSettled(codes.map((code) => locator.locate(code, client)))).map((outcome) =>
      outcome.status === 'fulfilled' ? 'found' : (outcome.reason as { readonly code: string }).code,
    );

  it('is found, also by many at once, and a wrong code is looked up no more often than may be guessed', async () => {
    const code = await issue('ada');
    await programme.follow();
    const right = Array.from({ length: 50 }, () => code);
    expect(new Set(await outcomes(right, 'portal'))).toEqual(new Set(['found']));
    const wrong = Array.from({ length: 20 }, () => UNKNOWN);
    expect((await outcomes(wrong, 'mallory')).sort()).toEqual([
      ...Array.from({ length: 17 }, () => 'TOO_MANY_GUESSES'),
      ...Array.from({ length: 3 }, () => 'VOUCHER_NOT_FOUND'),
    ]);
  });

  it('cannot be told from one that does not exist while the read models stand still, and costs no guess', async () => {
    const seen = await issue('ada');
    await programme.follow();
    const unseen = await issue('bob');
    const codes = [unseen, UNKNOWN, MISTYPED, UNKNOWN];
    expect(new Set(await outcomes(codes, 'portal'))).toEqual(new Set(['VOUCHER_CODE_NOT_RESOLVED']));
    expect(await outcomes([seen], 'portal')).toEqual(['found']);
  });

  it('is not a guess while the read models are not there at all', async () => {
    const codes = Array.from({ length: 5 }, () => UNKNOWN);
    expect(new Set(await outcomes(codes, 'portal'))).toEqual(new Set(['VOUCHER_CODE_NOT_RESOLVED']));
    const code = await issue('ada');
    await programme.follow();
    expect(await outcomes([code], 'portal')).toEqual(['found']);
  });
});
