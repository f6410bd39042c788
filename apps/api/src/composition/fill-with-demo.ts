import { DEMO_DEFAULTS, describeReport, fillStore, isEmpty, tellProgress } from '#demo';
import type { Settings } from '#settings';
import type { Ports } from '#wiring';

/** Fills an empty store with the demo's programme; what is there already is left as it is, and told so. */
export function fillWithDemo(
  { dataDir }: Settings,
  output: NodeJS.WriteStream,
): (ports: Ports) => Promise<void> {
  return async (ports) => {
    if (!(await isEmpty(ports))) {
      output.write(
        `The store in ${dataDir} holds events already: it is served as it is, without the demo.\n`,
      );
      return;
    }
    output.write(describeReport(await fillStore(ports, dataDir, DEMO_DEFAULTS, tellProgress(output))));
  };
}
