import { validateOrReject } from 'class-validator';
import { getMetadataStorage } from 'type-graphql';
import type { ResolverParameter } from './resolver-methods.js';

export type ArgumentParameter = Extract<ResolverParameter, { kind: 'arg' | 'args' }>;
type Fields = ReadonlyMap<string, InputClass | null>;
type InputClass = new () => object;

/** As type-graphql calls class-validator: absent members are fine, and so are classes without rules. */
const validation = Object.freeze({ skipMissingProperties: true, forbidUnknownValues: false });

/**
 * What type-graphql passes for a parameter that takes one argument (`@Arg`) or all of them (`@Args`): instances of the classes that
 * declare them, checked by their rules.
 * @param values the field's arguments, coerced
 * @throws class-validator's errors, where a rule is broken: what the client is told then is for type-graphql to say
 */
export async function readArgumentsFor(
  parameter: ArgumentParameter,
  values: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const inputClass = parameter.getType() as InputClass;
  const value =
    parameter.kind === 'args'
      ? instanceOf(inputClass, fieldsOf(inputClass, 'argumentTypes'), values)
      : converted(values[parameter.name], isInput(inputClass) ? inputClass : null);
  for (const item of [value].flat()) {
    if (typeof item === 'object' && item !== null) await validateOrReject(item, validation);
  }
  return value;
}

function converted(value: unknown, inputClass: InputClass | null): unknown {
  if (inputClass === null || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => converted(item, inputClass));
  return instanceOf(inputClass, fieldsOf(inputClass, 'inputTypes'), value as Record<string, unknown>);
}

function instanceOf(
  inputClass: InputClass,
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): object {
  const members: Record<string, unknown> = {};
  for (const [name, fieldClass] of fields) {
    if (values[name] !== undefined) members[name] = converted(values[name], fieldClass);
  }
  return Object.assign(new inputClass(), members);
}

const known = new Map<InputClass, Fields>();

/** The fields that a class and those that it extends declare; each with its class, where it is of an input type. */
function fieldsOf(inputClass: InputClass, list: 'argumentTypes' | 'inputTypes'): Fields {
  const found = known.get(inputClass);
  if (found) return found;
  const fields = new Map<string, InputClass | null>();
  for (
    let target: unknown = inputClass;
    typeof target === 'function' && target !== Function.prototype;
    target = Object.getPrototypeOf(target)
  ) {
    const declared = getMetadataStorage()[list].find((each) => each.target === target)?.fields ?? [];
    for (const { name, getType } of declared) {
      const fieldClass = getType() as InputClass;
      if (!fields.has(name)) fields.set(name, isInput(fieldClass) ? fieldClass : null);
    }
  }
  known.set(inputClass, fields);
  return fields;
}

function isInput(type: InputClass): boolean {
  return getMetadataStorage().inputTypes.some(({ target }) => target === type);
}
