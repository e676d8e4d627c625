import type { Absence } from '../../../graph/claim.js';
import { fold } from '../../../graph/text/fold.js';
import { stripParentheses } from '../../../graph/values/support-words.js';

const nothing =
  /^(?:[-–—−‒―‐]*|\.{1,3}|…|[·∙⋅]|\/|not stated|nothing stated|blank|#(?:N\/A|DIV\/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA))$/iu;

/**
 * Whether a text states nothing. Errors of spreadsheets, and the period of statistics programs for a missing value, state
 * nothing; this is not the same as a statement that the value is unknown.
 */
export function statesNothing(text: string): boolean {
  if (startsWithDigit(text)) return false;
  // Folding removes no letters, digits or symbols, so texts with such characters are not folded.
  return nothing.test(text) || (!/[\p{L}\p{N}\p{S}]/u.test(text) && fold(text) === '');
}

/** Whether a text starts with an ASCII digit. Such texts match no pattern of this file, and are frequent in large tables. */
export function startsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

const forms: readonly (readonly [Absence, string])[] = [
  ['NOT_APPLICABLE', String.raw`n\/a|n\.a\.?|n\\a|not applicable|does not apply|doesn't apply|irrelevant`],
  [
    'UNKNOWN',
    String.raw`\?+|[❓❔]|:(?:grey_|white_)?question:|unknown|not known|unclear|unsure|not sure|uncertain|tb[dac]|to be (?:determined|announced|confirmed|decided)|undisclosed|not disclosed|not (?:yet )?(?:tested|evaluated|measured|checked|verified)|untested|unverified|no (?:data|information|info)|(?:yes|no)\s?\?+`,
  ],
];
const patterns = forms.map(([absence, words]) => ({
  absence,
  pattern: new RegExp(String.raw`^(?:${words})\uFE0F?[.!]?(?<remark>(?:\s*[([,;:–—]|\s+[-–—]\s).*)?$`, 'iu'),
}));
/** "NA" and "na"; "Na" is a name. */
const shortForm = /^(?:NA|na)$/u;

const maxLength = 120;

/** The absence that a text states, and the remark after it; null if the text states no absence, or is longer than `maxLength`. */
export function absenceIn(text: string): { readonly absence: Absence; readonly remark: string } | null {
  if (text.length > maxLength || startsWithDigit(text)) return null;
  if (shortForm.test(text)) return { absence: 'NOT_APPLICABLE', remark: '' };
  for (const { absence, pattern } of patterns) {
    const match = pattern.exec(text);
    if (match) {
      const remark = match.groups?.['remark'] ?? '';
      return { absence, remark: stripParentheses(remark.replace(/^\s*[,;:–—-]\s*/u, '')) };
    }
  }
  return null;
}
