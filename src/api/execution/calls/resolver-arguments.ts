import { getMetadataStorage as getValidationStorage, validateOrReject } from 'class-validator';
import { getMetadataStorage } from 'type-graphql';
import type { ResolverParameter } from './resolver-methods.js';

export type ArgumentParameter = Extract<ResolverParameter, { kind: 'arg' | 'args' }>;
type Fields = ReadonlyMap<string, InputClass | null>;
type InputClass = new () => object;

/** The options with which type-graphql calls class-validator: absent members and classes without rules are valid. */
const validation = Object.freeze({ skipMissingProperties: true, forbidUnknownValues: false });

/**
 * Converts arguments to the value that type-graphql passes for a parameter: one argument (`@Arg`), or an object with the arguments that a class
 * declares (`@Args`). Objects are instances of the classes that declare their types, and are validated by the rules of these classes.
 * @param values the field's arguments, coerced
 * @throws class-validator's errors if a rule is violated. Clients get type-graphql's error instead
 */
export async function readArgumentsFor(
  parameter: ArgumentParameter,
  values: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const inputClass = parameter.getType() as InputClass;
  const value =
    parameter.kind === 'args'
      ? instanceOf(inputClass, fieldsOf(inputClass, 'argumentTypes'), values)
      : convert(values[parameter.name], isInput(inputClass) ? inputClass : null);
  if (!hasRules(inputClass)) return value;
  for (const item of [value].flat()) {
    if (typeof item === 'object' && item !== null) await validateOrReject(item, validation);
  }
  return value;
}

const classesWithRules = new Map<unknown, boolean>();

/** Returns whether a class has rules of class-validator. An object without rules is valid, and so are the objects nested in it. */
function hasRules(type: unknown): boolean {
  let found = classesWithRules.get(type);
  if (found === undefined) {
    found =
      typeof type === 'function' &&
      getValidationStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
    classesWithRules.set(type, found);
  }
  return found;
}

function convert(value: unknown, inputClass: InputClass | null): unknown {
  if (inputClass === null || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => convert(item, inputClass));
  return instanceOf(inputClass, fieldsOf(inputClass, 'inputTypes'), value as Record<string, unknown>);
}

function instanceOf(
  inputClass: InputClass,
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): object {
  const members: Record<string, unknown> = {};
  for (const [name, fieldClass] of fields) {
    if (values[name] !== undefined) members[name] = convert(values[name], fieldClass);
  }
  return Object.assign(new inputClass(), members);
}

const fieldsByClass = new Map<InputClass, Fields>();

/** Collects the declared fields of a class and its base classes, by name: the class of the field if it is an input type, otherwise null. */
function fieldsOf(inputClass: InputClass, list: 'argumentTypes' | 'inputTypes'): Fields {
  const cached = fieldsByClass.get(inputClass);
  if (cached) return cached;
  const fields = new Map<string, InputClass | null>();
  for (
    let target: unknown = inputClass;
    typeof target === 'function' && target !== Function.prototype;
    target = Object.getPrototypeOf(target)
  ) {
    const declared =
      getMetadataStorage()[list].find((declaration) => declaration.target === target)?.fields ?? [];
    for (const { name, getType } of declared) {
      const fieldClass = getType() as InputClass;
      if (!fields.has(name)) fields.set(name, isInput(fieldClass) ? fieldClass : null);
    }
  }
  fieldsByClass.set(inputClass, fields);
  return fields;
}

const inputClasses = new Map<unknown, boolean>();

function isInput(type: InputClass): boolean {
  let found = inputClasses.get(type);
  if (found === undefined) {
    found = getMetadataStorage().inputTypes.some(({ target }) => target === type);
    inputClasses.set(type, found);
  }
  return found;
}
