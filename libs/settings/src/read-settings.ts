import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { refuseContradictions } from './contradictions.js';
import { InvalidSetting } from './errors.js';
import { Settings } from './settings.js';
import { variables, type VariableDescription } from './variable.js';

/**
 * Reads the settings from environment variables. White space around a value is dropped, an empty value is
 * taken as not set, and variables that are not ours are left alone. The answer is frozen.
 *
 * @throws InvalidSetting for the first variable whose value is not allowed
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = presentValues(environment);
  const settings = plainToInstance(Settings, given, {
    excludeExtraneousValues: true,
    exposeDefaultValues: true,
    exposeUnsetFields: false,
  });
  const refused = new Set(validateSync(settings).map(({ property }) => property));
  const wrong = variables.find(({ property }) => refused.has(property));
  if (wrong !== undefined) throw notAllowed(wrong, given[wrong.name]);
  refuseContradictions(settings);
  return Object.freeze(settings);
}

function presentValues(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name } of variables) {
    const value = environment[name]?.trim() ?? '';
    if (value !== '') values[name] = value;
  }
  return values;
}

function notAllowed({ name, allowed, secret }: VariableDescription, value = ''): InvalidSetting {
  const shown =
    secret === true ? 'has a value that is not shown here' : `is ${JSON.stringify(value.slice(0, 80))}`;
  return new InvalidSetting(name, `${name} ${shown}, and must be ${allowed}.`);
}
