import type { ReadModels } from '#read-models';

type ProjectionName = 'vouchers' | 'offers' | 'candidates' | 'retakes' | 'activity';

/** How far all these projections have come. Ask before the documents are read: these are then at least as new. */
export async function positionOf(
  readModels: ReadModels,
  ...names: readonly ProjectionName[]
): Promise<bigint> {
  const positions = await Promise.all(names.map((name) => readModels.position(name)));
  return positions.reduce((one, other) => (one < other ? one : other));
}
