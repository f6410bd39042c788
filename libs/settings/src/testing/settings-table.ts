import { Settings } from '../settings.js';
import { variables } from '../variable.js';

export interface SettingsRow {
  /** Name of the environment variable. */
  readonly name: string;
  /** `–` where there is none. */
  readonly default: string;
  readonly meaning: string;
}

/** What can be set, as the README has it. */
export function settingsTable(): readonly SettingsRow[] {
  const defaults = new Map(Object.entries(new Settings()).map(([name, value]) => [name, asText(value)]));
  return variables.map(({ name, property, meaning }) => ({
    name,
    default: defaults.get(property) ?? '–',
    meaning,
  }));
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
