import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Program, Serving } from '../harness/program.js';
import { ANSWER, NoOpController } from './no-op.controller.js';

export interface FloorServerParams {
  /** What `GET` answers, as JSON. */
  readonly answer?: string;
}

let app: NestFastifyApplication | undefined;

/** NestJS on Fastify, validating what comes, with no work to do. */
export const program: Program<FloorServerParams, Serving> = {
  async run({ answer = '{}' }) {
    const floor = {
      module: FloorModule,
      controllers: [NoOpController],
      providers: [{ provide: ANSWER, useValue: JSON.parse(answer) as object }],
    };
    app = await NestFactory.create<NestFastifyApplication>(floor, new FastifyAdapter(), { logger: false });
    app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
    await app.listen(0, '127.0.0.1');
    return { origin: await app.getUrl() };
  },
  stop: async () => app?.close(),
};

@Module({})
class FloorModule {}
