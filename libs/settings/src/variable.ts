import { Expose } from 'class-transformer';

interface Description {
  /** What the setting does, as the README says it. */
  readonly meaning: string;
  /** What a value must be, to follow "must be" in a sentence. */
  readonly allowed: string;
  /** Whether the value must never be shown. */
  readonly secret?: boolean;
}

export interface VariableDescription extends Description {
  /** Name of the environment variable. */
  readonly name: string;
  /** Name of the property that carries the value. */
  readonly property: string;
}

const described: VariableDescription[] = [];

/** Every variable that a property was declared for, in the order of declaration. */
export const variables: readonly VariableDescription[] = described;

/** Binds a property to an environment variable; its initial value is the default. */
export function Variable(name: string, description: Description): PropertyDecorator {
  return (target, property) => {
    described.push({ name, property: String(property), ...description });
    Expose({ name })(target, property);
  };
}
