import type { Position } from '#event-store';
import { FencedOff, type Checkpoint } from '../port/index.js';
import type { Statements } from './statements.js';
import { encodeText } from './values.js';

/** Where the token of a checkpoint is kept: in a row of its own, which never moves back either. */
const tokenOf = (projection: string): string => `token:${projection}`;

/** The table of checkpoints, and of the highest token that each was read under. */
export class Checkpoints {
  constructor(private readonly statements: Statements) {}

  /** Looked up one by one: there is seldom more than one, and a list would cost several times as much. */
  read(projections: readonly string[]): ReadonlyMap<string, Position> {
    const found = new Map<string, Position>();
    const select = this.statements.prepare('SELECT position FROM checkpoints WHERE projection = ?');
    for (const projection of projections) {
      const [position] = select.get(encodeText(projection)) ?? [];
      if (position !== undefined) found.set(projection, position as Position);
    }
    return found;
  }

  move({ projection, position }: Checkpoint): void {
    const sql = `INSERT INTO checkpoints (projection, position) VALUES (?, ?) ON CONFLICT (projection)
      DO UPDATE SET position = excluded.position WHERE excluded.position > position`;
    this.statements.prepare(sql).run(encodeText(projection), position);
  }

  /** @throws FencedOff */
  claim(projections: readonly string[], token: bigint): void {
    this.refuseBelow(
      projections.map((projection) => ({ projection })),
      token,
    );
    for (const projection of projections) this.move({ projection: tokenOf(projection), position: token });
  }

  /** @throws FencedOff */
  refuseBelow(checkpoints: readonly Pick<Checkpoint, 'projection'>[], token: bigint): void {
    for (const [name, highest] of this.read(checkpoints.map(({ projection }) => tokenOf(projection)))) {
      if (highest > token) throw new FencedOff(name, token);
    }
  }

  remove(projection: string): void {
    const remove = this.statements.prepare('DELETE FROM checkpoints WHERE projection = ?');
    for (const name of [projection, tokenOf(projection)]) remove.run(encodeText(name));
  }
}
