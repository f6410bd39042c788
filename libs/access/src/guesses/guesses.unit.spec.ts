import { jest } from '@jest/globals';
import type { AccessKey } from '../keys/access-key.js';
import { TooManyGuesses } from '../errors.js';
import { clientOf } from './client.js';
import { GuardedKeys } from './guarded-keys.js';
import { GuessLimiter } from './guess-limiter.js';

const NOW = '2014-05-01T12:00:00.000Z';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const wrong = async () => undefined;
const right = async () => 'found';

async function fail(limiter: GuessLimiter, client: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await limiter.look(client, wrong);
}

/** Looks that are under way until they are told what they find. */
function heldLooks() {
  const under: ((found?: string) => void)[] = [];
  const look = () => new Promise<string | undefined>((resolve) => under.push(resolve));
  return { under, look };
}

/** Lets everything go on that waits for nothing but its turn. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the guess limiter', () => {
  it('stops a client after its wrong guesses, and nobody else', async () => {
    const limiter = new GuessLimiter({ perClient: 3 });
    await fail(limiter, 'mallory', 3);
    await expect(limiter.look('mallory', right)).rejects.toThrow(TooManyGuesses);
    expect(await limiter.look('alice', right)).toBe('found');
  });

  it('stops all when all together guessed wrong too often', async () => {
    const limiter = new GuessLimiter({ perClient: 3, inAll: 5 });
    await fail(limiter, 'one', 3);
    await fail(limiter, 'two', 2);
    await expect(limiter.look('three', right)).rejects.toThrow(TooManyGuesses);
  });

  it('says when to come back, and then accepts again', async () => {
    const limiter = new GuessLimiter({ perClient: 1 });
    await fail(limiter, 'mallory', 1);
    await expect(limiter.look('mallory', right)).rejects.toMatchObject({ retryAfterSeconds: 60 });
    jest.advanceTimersByTime(59_400);
    await expect(limiter.look('mallory', right)).rejects.toMatchObject({
      code: 'TOO_MANY_GUESSES',
      retryAfterSeconds: 1,
      message: 'Too many wrong guesses: try again in 1 s.',
    });
    jest.advanceTimersByTime(600);
    expect(await limiter.look('mallory', right)).toBe('found');
    await fail(limiter, 'mallory', 1);
    await expect(limiter.look('mallory', right)).rejects.toMatchObject({ retryAfterSeconds: 60 });
  });

  it('allows all together ten times as many as one, unless told otherwise', async () => {
    const limiter = new GuessLimiter({ perClient: 60 });
    for (let client = 0; client < 10; client += 1) {
      await fail(limiter, `client ${client}`, 60);
      await expect(limiter.look(`client ${client}`, right)).rejects.toThrow(TooManyGuesses);
    }
    await expect(limiter.look('another', right)).rejects.toThrow(TooManyGuesses);
  });

  it('looks at no more guesses that are sent at once than may be wrong', async () => {
    const limiter = new GuessLimiter({ perClient: 3 });
    let looks = 0;
    const look = async () => {
      looks += 1;
      await turns();
      return undefined;
    };
    const guesses = await Promise.allSettled(Array.from({ length: 50 }, () => limiter.look('mallory', look)));
    expect(looks).toBe(3);
    expect(guesses.filter(({ status }) => status === 'rejected')).toHaveLength(47);
  });

  it('counts guesses of all that are sent at once', async () => {
    const limiter = new GuessLimiter({ perClient: 3, inAll: 4 });
    const { under, look } = heldLooks();
    const guesses = ['one', 'two', 'three'].flatMap((client) =>
      Array.from({ length: 3 }, () => limiter.look(client, look).catch((error: unknown) => error)),
    );
    await turns();
    expect(under).toHaveLength(4);
    for (const tell of under) tell();
    const answers = await Promise.all(guesses);
    expect(under).toHaveLength(4);
    expect(answers.filter((answer) => answer instanceof TooManyGuesses)).toHaveLength(5);
  });

  it('refuses nothing that is right, however much of it comes at once', async () => {
    const limiter = new GuessLimiter({ perClient: 2, inAll: 3 });
    const look = async () => {
      await turns();
      return 'found';
    };
    const clients = ['one', 'two', 'three'];
    const looks = Array.from({ length: 300 }, (_, index) => limiter.look(clients[index % 3] ?? '', look));
    expect(new Set(await Promise.all(looks))).toEqual(new Set(['found']));
    await fail(limiter, 'one', 2);
  });

  it('does not count a look that fails, and lets others go on after it', async () => {
    const limiter = new GuessLimiter({ perClient: 1 });
    const away = async () => Promise.reject(new TypeError('Nobody is there.'));
    const looks = Array.from({ length: 5 }, () => limiter.look('alice', away));
    for (const look of looks) await expect(look).rejects.toThrow('Nobody is there.');
    expect(await limiter.look('alice', right)).toBe('found');
  });
});

describe('guarded keys', () => {
  function guarded() {
    const valid = new Map([['right', { id: 'right' } as AccessKey]]);
    const looked: string[] = [];
    const keys = {
      authenticate: async (token: string) => {
        looked.push(token);
        return valid.get(token);
      },
    };
    return { valid, looked, guard: new GuardedKeys(keys, new GuessLimiter({ perClient: 2 })) };
  }

  async function guessWrong(guard: GuardedKeys): Promise<void> {
    for (const guess of ['wrong', 'wronger']) await guard.authenticate(guess, 'office', NOW);
  }

  it('do not look at a guess once there were too many, right or wrong', async () => {
    const { guard, looked } = guarded();
    await guessWrong(guard);
    await expect(guard.authenticate('right', 'office', NOW)).rejects.toThrow(TooManyGuesses);
    await expect(guard.authenticate('wrong', 'office', NOW)).rejects.toThrow(TooManyGuesses);
    expect(looked).toEqual(['wrong', 'wronger']);
    expect(await guard.authenticate('right', 'elsewhere', NOW)).toBeDefined();
  });

  it('let a key work on that was right before, while others behind its address guess', async () => {
    const { guard } = guarded();
    await guard.authenticate('right', 'office', NOW);
    await guessWrong(guard);
    expect(await guard.authenticate('right', 'office', NOW)).toBeDefined();
    await expect(guard.authenticate('wrong', 'office', NOW)).rejects.toThrow(TooManyGuesses);
  });

  it('treat a key that was revoked meanwhile as a guess', async () => {
    const { guard, valid } = guarded();
    await guard.authenticate('right', 'office', NOW);
    await guessWrong(guard);
    valid.clear();
    expect(await guard.authenticate('right', 'office', NOW)).toBeUndefined();
    await expect(guard.authenticate('right', 'office', NOW)).rejects.toThrow(TooManyGuesses);
  });

  it('do not look at more guesses at once than may be wrong', async () => {
    const { guard, looked } = guarded();
    const guesses = Array.from({ length: 20 }, (_, guess) => guard.authenticate(`${guess}`, 'office', NOW));
    await Promise.allSettled(guesses);
    expect(looked).toHaveLength(2);
  });

  it('let a right key in as often at once as it comes, from the first time on', async () => {
    const { guard } = guarded();
    const keys = await Promise.all(
      Array.from({ length: 100 }, () => guard.authenticate('right', 'office', NOW)),
    );
    expect(keys.filter((key) => key?.id === 'right')).toHaveLength(100);
  });

  it('do not count what was right', async () => {
    const { guard } = guarded();
    for (let time = 0; time < 10; time += 1) await guard.authenticate('right', 'office', NOW);
    await guessWrong(guard);
    await expect(guard.authenticate('wrong', 'office', NOW)).rejects.toThrow(TooManyGuesses);
  });
});

describe('a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000::5:6:7:8', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, client) => {
    expect(clientOf(address)).toBe(client);
  });
});
