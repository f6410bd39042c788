import type { DocumentQuery } from './document-store.js';
import { InvalidQuery } from './errors.js';

const MOST_DOCUMENTS = 10_000;

/** @throws InvalidQuery unless `limit` and `skip` are within the ranges that `DocumentQuery` names */
export function checkPage({ limit, skip = 0 }: Pick<DocumentQuery, 'limit' | 'skip'>): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_DOCUMENTS) {
    throw new InvalidQuery(`limit is ${limit}: choose a whole number from 1 to ${MOST_DOCUMENTS}.`);
  }
  if (!Number.isSafeInteger(skip) || skip < 0) {
    throw new InvalidQuery(`skip is ${skip}: choose a whole number from 0.`);
  }
}

export function noIndex(collection: string, field: string): InvalidQuery {
  return new InvalidQuery(`${collection} has no index on ${field}: name the field in its indexes.`);
}

export function emptyRange(): InvalidQuery {
  return new InvalidQuery('A range needs at least one of above, from, below and to.');
}
