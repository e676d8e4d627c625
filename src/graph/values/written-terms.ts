import { termsRule, type TermsValue } from './terms.js';
import { noScale } from './value-type.js';

/**
 * Parses terms as people write them in a cell: separated by semicolons or, without semicolons, by commas. `none` is the
 * empty set.
 * @throws {ValueError} if a term is empty or repeated
 */
export function parseWrittenTerms(text: string): TermsValue {
  const written = text.trim();
  if (/^none\.?$/iu.test(written)) return termsRule.parse([], noScale);
  return termsRule.parse(
    written.split(written.includes(';') ? ';' : ',').map((term) => term.trim()),
    noScale,
  );
}
