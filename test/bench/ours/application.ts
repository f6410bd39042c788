import { type CommandObserver, openApplication, type OpenApplication, UNCOUNTED } from '#application';
import { ReadModels } from '#read-models';
import { readSettings } from '#settings/environment';
import { openPorts } from '#wiring';
import { publishOffer } from './publish-offer.js';

const observer: CommandObserver = {
  decided: () => undefined,
  conflicted: () => undefined,
  appended: () => undefined,
};

/**
 * The application without HTTP and without a worker, on stores of its own; the offer of the benchmark is published.
 *
 * @param environment names the stores, as for the programme itself
 */
export async function openBenchApplication(
  environment: Readonly<Record<string, string>>,
): Promise<Pick<OpenApplication, 'commands' | 'close'>> {
  const ports = await openPorts(readSettings(environment));
  const readModels = new ReadModels(ports.documentStore);
  const application = await openApplication({ ...ports, readModels, observer, codeGuesses: UNCOUNTED });
  const { commands } = application;
  await publishOffer(commands);
  const close = async () => {
    await application.close();
    await ports.close();
  };
  return { commands, close };
}
