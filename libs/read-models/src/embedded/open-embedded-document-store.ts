import { join, resolve } from 'node:path';
import { openDatabase, type DatabaseKind, type OpenOptions } from '#sqlite';
import type { DocumentStore } from '../port/index.js';
import { SCHEMA } from './catalogue.js';
import { EmbeddedDocumentStore } from './embedded-document-store.js';
import { translated } from './translated.js';
import { WritingThread } from './writing-thread.js';

const KIND: DatabaseKind = { name: 'read-model store', applicationId: 0x5353_524d, migrations: [SCHEMA] };
const OPEN: OpenOptions = { kind: KIND, synchronous: 'NORMAL', cacheSize: 8_192 };
/** KiB: what is read again stands in the system's cache. */
const READER_CACHE = 4_096;

export interface EmbeddedDocumentStoreOptions {
  /** The read models are in its file `read-models.sqlite`, which may be deleted while nothing runs: it is rebuilt. */
  readonly directory: string;
}

/**
 * Opens the document store of one machine. Several processes may have it open.
 *
 * @throws ReadModelsDamaged when the file is not a database, or is a broken one
 * @throws ReadModelsUnavailable when it cannot be opened
 */
export async function openEmbeddedDocumentStore({
  directory,
}: EmbeddedDocumentStoreOptions): Promise<DocumentStore> {
  const path = resolve(join(directory, 'read-models.sqlite'));
  try {
    const database = openDatabase(path, { ...OPEN, cacheSize: READER_CACHE });
    return new EmbeddedDocumentStore(database, new WritingThread(path, OPEN), path);
  } catch (error) {
    throw translated(error, path);
  }
}
