import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeApi } from './document.js';
import { withOptionsEmpty } from './with-options-empty.js';

/** Serves the description at `/openapi.json`, and a page to read it at `/docs`; neither needs a key. */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    if (/^\/(docs(\/|$)|openapi\.json$)/.test(route.url)) route.config = { ...route.config, access: 'open' };
  });
  const describe = once(() => describeApi(app));
  SwaggerModule.setup('docs', app, describe, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Second Shot API',
    patchDocumentOnRequest: (request: unknown, _: unknown, document: OpenAPIObject) =>
      isOfPage(request) ? withOptionsEmpty(document) : document,
  });
}

function isOfPage(request: unknown): boolean {
  return (request as { readonly url: string }).url.startsWith('/docs/');
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
