import { DEMO_DEFAULTS, describeReport, fillStore, isEmpty, tellProgress } from '#demo';
import { eventStoreName, type Settings } from '#settings';
import type { Ports } from '#wiring';

/** Fills an empty store with the demo's programme; what is there already is left as it is, and told so. */
export function fillWithDemo(
  settings: Settings,
  output: NodeJS.WriteStream,
): (ports: Ports, asked: AbortSignal) => Promise<void> {
  const store = eventStoreName(settings);
  return async (ports, asked) => {
    if (!(await isEmpty(ports))) {
      output.write(`Skipping the demo: ${store} already holds events.\n`);
      return;
    }
    const tell = tellProgress(output);
    const report = await fillStore(ports, store, DEMO_DEFAULTS, (played) => {
      tell(played);
      asked.throwIfAborted();
    });
    output.write(describeReport(report));
  };
}
