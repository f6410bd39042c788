import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { VoucherHistory } from '#application';

/** One body of JSON, sent as its pages come. One that fails is cut off before its end, and is not valid JSON then. */
export function streamOf(pages: AsyncIterable<VoucherHistory>): StreamableFile {
  const body = Readable.from(jsonOf(pages), { objectMode: false });
  return new StreamableFile(body, { type: 'application/json; charset=utf-8' });
}

async function* jsonOf(pages: AsyncIterable<VoucherHistory>): AsyncGenerator<string, void> {
  let before = '{"items":[';
  let verdict: object = {};
  for await (const { items, ...upToHere } of pages) {
    yield before + JSON.stringify(items).slice(1, -1);
    before = ',';
    verdict = upToHere;
  }
  yield `],${JSON.stringify(verdict).slice(1)}`;
}
