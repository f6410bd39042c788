import { closestMatch } from 'leven';
import './settings.js';
import { variables } from './variable.js';

/** Names that differ from a setting's in so many letters are taken for it; short ones are like too many others. */
const MOST_LETTERS = 2;
const SHORTEST = 7;

/**
 * A sentence for each variable that is not a setting, and has almost the name of one that is not set: with
 * `EVENTSTORE_URL` a process would quietly use its embedded store.
 */
export function mistypedNames(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const known = variables.map(({ name }) => name);
  const unset = known.filter((name) => environment[name] === undefined);
  return Object.keys(environment).flatMap((name) => {
    if (name.length < SHORTEST || known.includes(name)) return [];
    const meant = closestMatch(name, unset, { maxDistance: MOST_LETTERS });
    return meant === undefined ? [] : [`${name} is not a setting: did you mean ${meant}?`];
  });
}
