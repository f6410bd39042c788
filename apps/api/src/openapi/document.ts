import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemDto } from '#http';
import { withClosedBodies } from './with-closed-bodies.js';
import { withExamples } from './with-examples.js';

const DESCRIPTION = `
Exam retake vouchers: a candidate who fails a certification exam gets one free second try at the same exam, on
the same voucher.

Every command takes \`Idempotency-Key\`, \`If-Match\` and \`?dryRun=true\`, and answers the \`position\` of what it
recorded; every query takes \`waitFor=<position>\` to see that. Errors are problem+json (RFC 9457) with a stable
\`code\`.
`.trim();

/** OpenAPI 3.1 description of every route, with an example of every body. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Second Shot')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key.' })
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    extraModels: [ProblemDto],
    // Clients that are generated name their functions so: a command's is the command's own name.
    operationIdFactory: (_controller, method) => method,
  });
  return withExamples(withClosedBodies(document));
}
