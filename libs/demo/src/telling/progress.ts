import type { Played } from '../play/player.js';
import { count } from './figures.js';

interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

/** Milliseconds between two signs of life. */
const PAUSE = { terminal: 100, elsewhere: 2_000 } as const;

/** Tells how far the demo is: on a terminal in one line that changes, elsewhere in a line now and then. */
export function tellProgress(output: Output): (played: Played) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (played) => {
    const isLast = played.actions === played.of;
    const pause = output.isTTY ? PAUSE.terminal : PAUSE.elsewhere;
    if (!isLast && performance.now() - told < pause) return;
    told = performance.now();
    const line = lineOf(played);
    output.write(output.isTTY ? `\r${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}

function lineOf({ at, actions, of }: Played): string {
  const percent = Math.floor((100 * actions) / of).toString();
  return `Demo: ${at.slice(0, 10)}  ${percent.padStart(3)} %  ${count(actions)} of ${count(of)} commands`;
}
