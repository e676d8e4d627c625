import { dateRule } from './date.js';
import { ordinalRule } from './ordinal.js';
import { quantityRule } from './quantity.js';
import { supportRule } from './support.js';
import { termsRule } from './terms.js';
import { textRule } from './text.js';
import type { ValueRule } from './value-type.js';
import { versionRule } from './version.js';

/** All value types with their rules. "Add a value type" in CONTRIBUTING.md lists the files of a new type. */
const rules = {
  TEXT: textRule,
  SUPPORT: supportRule,
  QUANTITY: quantityRule,
  ORDINAL: ordinalRule,
  DATE: dateRule,
  VERSION: versionRule,
  TERMS: termsRule,
};

/** The types of value that a dimension may have. */
export type ValueType = keyof typeof rules;
export const valueTypes = Object.freeze(Object.keys(rules)) as readonly ValueType[];

/** A typed value, as stated by its source. */
export type ClaimValue = ReturnType<(typeof rules)[ValueType]['parse']>;
export type ValueOf<Type extends ValueType> = Extract<ClaimValue, { type: Type }>;

/** The rules by value type. The type annotation ensures that the rule of a type accepts the values of this type. */
export const valueRules: { readonly [Type in ValueType]: ValueRule<ValueOf<Type>> } = Object.freeze(rules);

/** The rules of a value's type. */
export function ruleOf<Value extends ClaimValue>(value: Value): ValueRule<ClaimValue> {
  return valueRules[value.type];
}

/** The rules of a type. The caller must only pass values of this type to them. */
export function ruleFor(type: ValueType): ValueRule<ClaimValue> {
  return valueRules[type];
}
