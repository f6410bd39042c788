import { recordNoShow, recordPayment, recordResult } from '../testing/commands.js';
import { paid, rescheduled, resulted, retakeScheduled, scheduled, withdrawn } from '../testing/events.js';
import { FIRST, FIRST_TAKEN, RETAKE } from '../testing/stories.js';
import {
  logMessage,
  messageOfCommand,
  messageOfEvent,
  repetitionOf,
  type MessageLog,
  type ProviderMessage,
} from './provider-messages.js';

const ofPayment = (reference: string) => messageOfEvent(paid(reference)) as ProviderMessage;

describe('a message of the provider, rule 19', () => {
  it.each([
    ['booking:B1', scheduled(FIRST)],
    ['booking:B2', retakeScheduled(RETAKE)],
    ['booking:B1', rescheduled(FIRST)],
    ['payment:P1', paid('P1')],
    ['report:R1', resulted('first', 'failed', FIRST_TAKEN, 'R1')],
  ] as const)('has the key %s', (key, event) => {
    expect(messageOfEvent(event)).toMatchObject({ key });
  });

  it('is in no event and in no command that carries no reference', () => {
    expect(messageOfEvent(withdrawn())).toBeUndefined();
    expect(messageOfCommand(recordNoShow())).toBeUndefined();
    expect(logMessage([], withdrawn())).toEqual([]);
  });

  it('is safe with any reference', () => {
    const report = recordResult('failed', FIRST_TAKEN, '__proto__');
    const message = messageOfCommand(report);
    expect(message?.key).toBe('report:__proto__');
    expect(message && repetitionOf([], message)).toBe('new');
  });

  it('without a score differs from the same with one', () => {
    const { score: _score, ...unscored } = recordResult('failed', FIRST_TAKEN, 'R1');
    expect(messageOfCommand(unscored)?.content).not.toBe(
      messageOfCommand({ ...unscored, score: 0 })?.content,
    );
  });

  it.each([
    ['160', '160.00', true],
    ['160.5', '160.5000', true],
    ['0', '0.0', true],
    ['160', '16', false],
    ['160.05', '160.50', false],
    ['100', '1', false],
  ])('of a payment of %s and one of %s are the same: %s', (one, another, same) => {
    const [first, second] = [one, another].map((amount) =>
      messageOfCommand(recordPayment('P1', undefined, { amount, currency: 'USD' })),
    );
    expect(first?.content === second?.content).toBe(same);
  });

  it('is logged beside the others of its reference', () => {
    const events = [scheduled(FIRST), rescheduled({ ...FIRST, siteCode: 'BOS1' }), paid('P1')];
    const log = events.reduce<MessageLog>(logMessage, []);
    const [booking, payment] = ['booking:B1', 'payment:P1'].map((key) => ({ key }));
    expect(log).toMatchObject([payment, [booking, [booking, []]]]);
  });

  it('is logged without copying those before it, however many there are', () => {
    const log = Array.from({ length: 50_000 }, (_, index) => paid(`P${index}`)).reduce<MessageLog>(
      logMessage,
      [],
    );
    expect(logMessage(log, scheduled(FIRST))[1]).toBe(log);
    expect(repetitionOf(log, ofPayment('P0'))).toBe('same');
    expect(repetitionOf(log, ofPayment('P50000'))).toBe('new');
  });
});
