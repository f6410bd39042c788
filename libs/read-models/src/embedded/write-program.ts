import { Refusal, type Database, type PreparedProgram, type WriterProgram } from '#sqlite';
import type { CollectionSpec } from '../port/index.js';
import { Catalogue } from './catalogue.js';
import { Checkpoints } from './checkpoints.js';
import { DocumentWriter } from './documents.js';
import { clearPiece, hideCollection } from './dropping.js';
import { holdsFew, missingIndexes } from './indexes.js';
import { statementsOn, type Statements } from './statements.js';
import { ensureTables } from './tables.js';
import { reasonOf, type WriteRequest, type WriteResult, type Writes } from './write-request.js';

/** What the writer of the document store does: the module is imported by the writer's thread. */
export const program: WriterProgram<WriteRequest, WriteResult> = {
  prepare: (database) => new DocumentProgram(database),
};

class DocumentProgram implements PreparedProgram<WriteRequest, WriteResult>, Writes {
  readonly #statements: Statements;
  readonly #catalogue: Catalogue;
  readonly #writer: DocumentWriter;
  readonly #checkpoints: Checkpoints;

  constructor(database: Database) {
    this.#statements = statementsOn(database);
    this.#catalogue = new Catalogue(this.#statements);
    this.#writer = new DocumentWriter(this.#statements, this.#catalogue);
    this.#checkpoints = new Checkpoints(this.#statements);
  }

  apply([name, ...parameters]: WriteRequest): WriteResult {
    try {
      return (this[name] as (...parameters: unknown[]) => WriteResult)(...parameters);
    } catch (error) {
      const reason = reasonOf(error);
      throw reason ? new Refusal(reason) : error;
    }
  }

  forget(): void {
    this.#catalogue.forget();
  }

  /** One transaction, so the token of the checkpoints fences all that a commit writes. */
  commit(...[changes, checkpoints, token]: Parameters<Writes['commit']>): void {
    if (token !== undefined) this.#checkpoints.refuseBelow(checkpoints, token);
    this.#writer.write(changes);
    for (const checkpoint of checkpoints) this.#checkpoints.move(checkpoint);
  }

  ensureCollection(spec: CollectionSpec): readonly string[] {
    const added = ensureTables(this.#statements, this.#catalogue, spec);
    if (added.length > 0) this.#writer.reindex(spec.name, added);
    if (spec.filledFirst) return [];
    const collection = this.#catalogue.get(spec.name);
    const missing = missingIndexes(this.#statements, collection);
    if (missing.length === 0 || !holdsFew(this.#statements, collection)) return missing;
    for (const statement of missing) this.makeIndex(statement);
    return [];
  }

  makeIndex(statement: string): void {
    this.#statements.database.exec(statement);
  }

  hideCollection(name: string): void {
    hideCollection(this.#statements, this.#catalogue, name);
  }

  clearPiece(): boolean {
    return clearPiece(this.#statements);
  }

  claim(...[projections, token]: Parameters<Writes['claim']>): ReturnType<Writes['claim']> {
    this.#checkpoints.claim(projections, token);
    return this.#checkpoints.read(projections);
  }

  removeCheckpoint(projection: string): void {
    this.#checkpoints.remove(projection);
  }
}
