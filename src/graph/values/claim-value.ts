import type { DateValue } from './date.js';
import type { OrdinalValue } from './ordinal.js';
import type { QuantityValue } from './quantity.js';
import type { SupportValue } from './support.js';
import type { TermsValue } from './terms.js';
import type { TextValue } from './text.js';

/** A typed value, as stated by its source. */
export type ClaimValue = TextValue | SupportValue | QuantityValue | OrdinalValue | DateValue | TermsValue;
