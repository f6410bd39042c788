import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApplicationModule, type ApplicationPorts } from './application.module.js';

/** The application without HTTP, for programs that speak to its buses. */
export interface OpenApplication {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  /** Closes what was opened here; the ports stay open. */
  close(): Promise<void>;
}

/** Opens the application on ports that stay the caller's. */
export async function openApplication(ports: ApplicationPorts): Promise<OpenApplication> {
  const context = await NestFactory.createApplicationContext(ApplicationModule.on(ports), { logger: false });
  return {
    commands: context.get(CommandBus),
    queries: context.get(QueryBus),
    close: () => context.close(),
  };
}
