/** A voucher as the floors know it: the least that a decision needs. */
export interface FloorState {
  readonly status: string;
  readonly step: number;
}

export interface FloorEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

export const initial: FloorState = { status: 'none', step: 0 };

/** The eight commands of a voucher's life: what each needs to find, and what it leaves. */
const LIFE = [
  { needs: 'none', type: 'VoucherIssued', leaves: 'active' },
  { needs: 'active', type: 'ExamScheduled', leaves: 'scheduled' },
  { needs: 'scheduled', type: 'ExamPaid', leaves: 'paid' },
  { needs: 'paid', type: 'ExamRescheduled', leaves: 'moved' },
  { needs: 'moved', type: 'ExamFailed', leaves: 'retake-available' },
  { needs: 'retake-available', type: 'RetakeScheduled', leaves: 'retake-scheduled' },
  { needs: 'retake-scheduled', type: 'RetakeRescheduled', leaves: 'retake-moved' },
  { needs: 'retake-moved', type: 'RetakePassed', leaves: 'completed' },
] as const;

export const COMMANDS = LIFE.length;

const STATUS_AFTER: Readonly<Record<string, string>> = Object.fromEntries(
  LIFE.map(({ type, leaves }) => [type, leaves]),
);

/** Fills an event up to some 350 bytes of data. */
const FILLER = 'x'.repeat(170);

export function evolve({ step }: FloorState, type: string): FloorState {
  return { status: STATUS_AFTER[type] ?? 'unknown', step: step + 1 };
}

/** The event that the command makes. @throws when the rules refuse it */
export function decide(state: FloorState, command: number, voucher: string): FloorEvent {
  const life = LIFE[command];
  if (life?.needs !== state.status) throw new RangeError(`Command ${command} at ${state.status} is refused.`);
  const now = new Date().toISOString();
  return {
    type: life.type,
    data: {
      offerId: 'retake-2026',
      examCode: '070-480',
      appointment: { bookingReference: `${voucher}-${command}`, siteCode: 'TC-0001', startsAt: now },
      note: FILLER,
    },
    metadata: { commandId: `${voucher}-${command}`, actor: 'key:floor', occurredAt: now },
  };
}
