import type { ClaimValue } from './claim-value.js';
import { dateRule } from './date.js';
import { ordinalRule } from './ordinal.js';
import { quantityRule } from './quantity.js';
import { supportRule } from './support.js';
import { termsRule } from './terms.js';
import { textRule } from './text.js';
import type { ValueRule, ValueType } from './value-type.js';

type Rules = { readonly [Type in ValueType]: ValueRule<Extract<ClaimValue, { type: Type }>> };

/** Every type of value and its rules: a new type is a file beside these and a line here. */
export const valueRules: Rules = Object.freeze({
  TEXT: textRule,
  SUPPORT: supportRule,
  QUANTITY: quantityRule,
  ORDINAL: ordinalRule,
  DATE: dateRule,
  TERMS: termsRule,
});

/** The rules of a value's own type. */
export function ruleOf<Value extends ClaimValue>(value: Value): ValueRule<ClaimValue> {
  return valueRules[value.type];
}

/** The rules of a type, for values that are known to be of it. */
export function ruleFor(type: ValueType): ValueRule<ClaimValue> {
  return valueRules[type];
}
