import type { Support } from './support.js';

/**
 * The certainty that a word states support.
 *
 * - `CERTAIN`: the word or mark has no other use in a table, such as "yes" or a tick.
 * - `WORDED`: the word usually states support, such as "full" or "none", but can have another meaning.
 * - `IMPLIED`: the word states support only beside other words of support, such as "planned" beside "yes".
 */
export type SupportCertainty = 'CERTAIN' | 'WORDED' | 'IMPLIED';

/** A word or phrase that states support. */
export interface SupportWord {
  readonly support: Support;
  readonly certainty: SupportCertainty;
  /** Whether the phrase adds nothing to its support, so that it is not repeated as a note. */
  readonly isPlain: boolean;
}

interface WordGroup extends SupportWord {
  /** Alternatives of a regular expression, in lower case. */
  readonly phrases: string;
}

const groups: readonly WordGroup[] = [
  {
    support: 'YES',
    certainty: 'CERTAIN',
    isPlain: true,
    phrases: 'yes|yep|yeah|true|(?:is |fully )?supported|full(?:y)? support',
  },
  {
    support: 'NO',
    certainty: 'CERTAIN',
    isPlain: true,
    phrases: 'no|nope|false|not (?:yet )?supported|unsupported|no support',
  },
  {
    support: 'YES',
    certainty: 'WORDED',
    isPlain: true,
    phrases: 'y|available|included|full|fully|complete|enabled|implemented',
  },
  {
    support: 'YES',
    certainty: 'WORDED',
    isPlain: false,
    phrases: 'built[- ]?in|native(?:ly)?(?: support(?:ed)?)?|bundled|out[- ]of[- ]the[- ]box|always',
  },
  {
    support: 'NO',
    certainty: 'WORDED',
    isPlain: true,
    phrases:
      'n|none|not (?:available|included|implemented|possible|provided|enabled)|unavailable|unimplemented|impossible|missing|absent|disabled',
  },
  { support: 'NO', certainty: 'WORDED', isPlain: false, phrases: 'not yet(?: \\p{L}+)?|never' },
  {
    support: 'PARTIAL',
    certainty: 'WORDED',
    isPlain: false,
    phrases:
      '(?:partial(?:ly)?|partly|limited|incomplete)(?: support(?:ed)?| only)?|optional(?:ly)?|in part|sometimes|somewhat|(?:kind|sort) of|kinda',
  },
  {
    support: 'NO',
    certainty: 'IMPLIED',
    isPlain: false,
    phrases:
      'planned|not planned|no plans|(?:coming )?soon|(?:on (?:the |our )?)?road ?map|in (?:progress|development)|under development|work in progress|wip|todo|to do|upcoming|proposed',
  },
  {
    support: 'PARTIAL',
    certainty: 'IMPLIED',
    isPlain: false,
    phrases:
      'some|mostly|almost|restricted|experimental(?:ly)?|(?:private |public |closed |open |in )?(?:beta|alpha)|(?:technical |tech |developer )?preview|(?:as |requires |needs )?(?:an? )?(?:\\p{L}+ )?(?:plug-?ins?|add-?ons?|extensions?)|third[- ]party|3rd[- ]party|external(?:ly)?|manual(?:ly)?|(?:it )?depends|varies|paid|premium|enterprise|deprecated|opt[- ]in|unofficial(?:ly)?|workarounds?|community',
  },
];

const wholePatterns = groups.map(({ phrases, ...word }) => ({
  word,
  whole: new RegExp(`^(?:${phrases})[.!]?$`, 'iu'),
  start: new RegExp(`^(?:${phrases})(?![\\p{L}\\p{N}])`, 'iu'),
}));

/** Words that connect a statement of support with its condition: "yes via a plugin". */
const connective =
  /^(?:via|with|through|using|since|from|in|on|for|by|only|but|until|till|if|when|unless|as|at|up to|after|before|without|except|however|not|partially|under|because|although|though|requires|needs|and)(?![\p{L}\p{N}-])/iu;
const connectiveOfNo =
  /^(?:but|unless|except|until|since|as|for|on|yet|only|because|at|without)(?![\p{L}\p{N}-])/iu;

/** Other phrases that imply support, such as "since 2.1" and "via a plugin". */
const impliedPhrases: readonly (readonly [Support, RegExp])[] = [
  [
    'YES',
    /^(?:since|as of|from|starting (?:with|from|in)|added in)\s+(?:version |v\.? ?|release )?\p{L}{0,12} ?v?\d/iu,
  ],
  ['YES', /^(?:>=|≥|v)\s?\d+(?:\.\d+)*\+?$|^v?\d+(?:\.\d+)+\+$/iu],
  ['PARTIAL', /^(?:via|with|through|using|requires|needs|if|when|unless|depends on)\s+\S/iu],
  ['PARTIAL', /^\p{L}+-(?:level|only|based|side|specific)$/iu],
  [
    'PARTIAL',
    /(?<![\p{L}-])yes(?![\p{L}-]).*(?<![\p{L}-])no(?![\p{L}-])|(?<![\p{L}-])no(?![\p{L}-]).*(?<![\p{L}-])yes(?![\p{L}-])/iu,
  ],
  ['PARTIAL', /^(?:only\s+\S.*|\S+(?:\s\S+){0,3}\s+only)$/iu],
];

/** The support that a text states with words, and the remark after the words; empty if there is none. */
export interface WordedSupport extends SupportWord {
  readonly remark: string;
}

const maxLength = 200;

/**
 * Finds the support that a text states with words: `Yes`, `Yes (paid)`, `No, but planned`, `Partial`. Null if the text
 * is not such a statement, or has more than 200 UTF-16 code units. A word of support within another phrase does not count: `no limit`, `full-text search`.
 */
export function findSupportWords(text: string): WordedSupport | null {
  if (text.length > maxLength) return null;
  for (const { word, whole } of wholePatterns) if (whole.test(text)) return { ...word, remark: '' };
  for (const { word, start } of wholePatterns) {
    const length = start.exec(text)?.[0].length;
    const remark = length === undefined ? null : remarkIn(text.slice(length), word, text.slice(0, length));
    if (remark !== null) return { ...word, remark };
  }
  for (const [support, pattern] of impliedPhrases)
    if (pattern.test(text)) return { support, certainty: 'IMPLIED', isPlain: false, remark: '' };
  return null;
}

/**
 * The remark after a word of support; null if the remark is empty, belongs to the same phrase as the word, or is a word of support after a
 * slash.
 */
function remarkIn(rest: string, { certainty, support }: SupportWord, word: string): string | null {
  const separated = /^\s*[,;:.!|/]\s*(?=\S)|^\s+[-–—→]+\s*(?=\S)|^[–—]\s*(?=\S)|^\s*(?=[([])|^\s*\n\s*/u.exec(
    rest,
  );
  if (separated) {
    // "y/n" and "yes / no" state both yes and no.
    const remark = stripParentheses(rest.slice(separated[0].length));
    return remark === '' || (/^\s*\//u.test(rest) && isSupportWord(remark)) ? null : remark;
  }
  const words = rest.trimStart();
  if (words === rest || words === '') return null;
  if (/^yes$/iu.test(word)) return words;
  if (certainty === 'IMPLIED') return null;
  return (support === 'NO' && certainty === 'CERTAIN' ? connectiveOfNo : connective).test(words)
    ? words
    : null;
}

function isSupportWord(text: string): boolean {
  return wholePatterns.some(({ word, whole }) => word.certainty !== 'IMPLIED' && whole.test(text));
}

/**
 * Removes the parentheses or brackets around a text, and a full stop, comma or semicolon after them. A text with other
 * parentheses or brackets of the same kind is only trimmed.
 */
export function stripParentheses(text: string): string {
  const [, round, square] = /^(?:\(([^()]*)\)|\[([^[\]]*)\])[.,;]?$/u.exec(text.trim()) ?? [];
  return (round ?? square ?? text).trim();
}
