import { OutcomeUnknown, StoreUnavailable } from '#event-store';
import { Persistence } from './persistence.js';

/** Work that fails with each of these, and then succeeds. */
function failing(...errors: readonly Error[]) {
  let attempts = 0;
  return {
    attempts: () => attempts,
    work: async () => {
      const error = errors[attempts];
      attempts += 1;
      if (error) throw error;
    },
  };
}

describe('persistence', () => {
  it('repeats what the store failed at, in silence', async () => {
    const failures: unknown[] = [];
    const { work, attempts } = failing(new StoreUnavailable('full'), new OutcomeUnknown('lost'));
    expect(await new Persistence((error) => failures.push(error)).until(work)).toBe(true);
    expect(attempts()).toBe(3);
    expect(failures).toEqual([]);
  });

  it('repeats what nobody foresaw too, and tells of it', async () => {
    const failures: unknown[] = [];
    const surprise = new RangeError('surprise');
    expect(await new Persistence((error) => failures.push(error)).until(failing(surprise).work)).toBe(true);
    expect(failures).toEqual([surprise]);
  });

  it('ends without success when it gives up', async () => {
    const persistence = new Persistence(() => undefined);
    const done = persistence.until(async () => {
      persistence.giveUp();
      throw new StoreUnavailable('full');
    });
    expect(await done).toBe(false);
    expect(await persistence.until(async () => undefined)).toBe(false);
  });
});
