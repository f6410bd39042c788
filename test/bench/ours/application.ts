import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { ApplicationModule, type CommandObserver } from '#application';
import { ReadModels } from '#read-models';
import { readSettings } from '#settings';
import { openPorts, type Ports } from '#wiring';
import { publishOffer } from './publish-offer.js';

const observer: CommandObserver = {
  decided: () => undefined,
  conflicted: () => undefined,
  appended: () => undefined,
};

const codeGuesses = { check: () => Promise.resolve(), failed: () => Promise.resolve() };

export interface Application {
  readonly ports: Ports;
  readonly commands: CommandBus;
  readonly close: () => Promise<void>;
}

/**
 * The application without HTTP and without a worker; the offer of the benchmark is published.
 *
 * @param environment names the stores, as for the programme itself
 */
export async function openApplication(environment: Readonly<Record<string, string>>): Promise<Application> {
  const ports = await openPorts(readSettings(environment));
  const readModels = new ReadModels(ports.documentStore);
  const context = await NestFactory.createApplicationContext(
    ApplicationModule.on({ ...ports, readModels, observer, codeGuesses }),
    { logger: false },
  );
  const commands = context.get(CommandBus);
  await publishOffer(commands);
  const close = async () => {
    await context.close();
    await ports.close();
  };
  return { ports, commands, close };
}
