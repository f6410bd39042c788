import { type Keep, openTogether } from './open-together.js';

describe('what is opened together', () => {
  let closed: string[];
  beforeEach(() => {
    closed = [];
  });

  /** Three of them, of which those named cannot be closed. */
  function openThree(keep: Keep, broken: readonly string[]): object {
    for (const name of ['first', 'second', 'third']) {
      keep({
        async close() {
          closed.push(name);
          if (broken.includes(name)) throw new Error(`the ${name} cannot be closed`);
        },
      });
    }
    return {};
  }

  it('is closed together, the last one first', async () => {
    const together = await openTogether(async (keep) => openThree(keep, []));
    await together.close();
    expect(closed).toEqual(['third', 'second', 'first']);
  });

  it('is closed to the last where some of it cannot be, and tells of the first failure', async () => {
    const together = await openTogether(async (keep) => openThree(keep, ['third', 'second']));
    await expect(together.close()).rejects.toThrow('the third cannot be closed');
    expect(closed).toEqual(['third', 'second', 'first']);
  });

  it('is closed again where the rest cannot be opened, and tells why that was', async () => {
    const opening = openTogether(async (keep) => {
      openThree(keep, ['third']);
      throw new Error('the fourth cannot be opened');
    });
    await expect(opening).rejects.toThrow('the fourth cannot be opened');
    expect(closed).toEqual(['third', 'second', 'first']);
  });
});
