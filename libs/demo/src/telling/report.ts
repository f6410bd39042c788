import type { Overview, Rate } from '#application';
import type { DemoReport } from '../fill/fill-store.js';
import { count } from './figures.js';

/** What the demo made, for people. */
export function describeReport({ seed, from, until, outcomes, overview, seconds }: DemoReport): string {
  const { recorded, unchanged, refused } = outcomes;
  const refusals = Object.values(refused).reduce((sum, times) => sum + times, 0);
  const commands = recorded + unchanged + refusals;
  return [
    `The demo made a programme of 3 offers from ${day(from)} to ${day(until)} (seed ${seed}) in ${seconds.toFixed(1)} s.`,
    `  ${count(commands)} commands: ${count(recorded)} recorded, ${count(unchanged)} repeated without effect, ${count(refusals)} refused (${causes(refused)})`,
    ...figures(overview).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function figures({ funnel, figures: rates }: Overview): readonly string[] {
  const { issued, booked, taken, failed, retakeTaken } = funnel;
  return [
    `${count(issued)} vouchers issued, ${count(booked)} exams booked, ${count(taken)} taken, ${count(failed)} failed, ${count(retakeTaken)} taken again`,
    `passed at the first try ${percent(rates.firstAttemptPassRate)}, at the retake ${percent(rates.retakePassRate)}; retake uptake ${percent(rates.retakeUptake)}, rescued ${percent(rates.rescueRate)}`,
  ];
}

/** The most frequent first. */
function causes(refused: DemoReport['outcomes']['refused']): string {
  return Object.entries(refused)
    .sort(([, one], [, other]) => other - one)
    .map(([code, times]) => `${code} ${times}`)
    .join(', ');
}

function percent({ value }: Rate): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`;
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
