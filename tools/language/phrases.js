/*
 * Phrases that technical English does not need, each with a replacement. Oxlint and ESLint report these phrases in comments, strings and
 * documents: see plugin.js. Add a pattern only if every use of it has a plain replacement. Do not add ordinary words that are
 * only sometimes unclear.
 */

/**
 * @typedef {object} Phrase
 * @property {string} source the source of the pattern, without word boundaries
 * @property {RegExp} pattern global and case-insensitive; a space matches any white space, also between the lines of a comment
 * @property {string} instead the replacement, or advice on a replacement
 */

/**
 * Creates a phrase. A space in the pattern matches any white space, also between the lines of a comment.
 * @param {string} source the pattern, as the source of a regular expression
 * @param {string} instead the replacement, or advice on a replacement
 * @returns {Phrase}
 */
function phrase(source, instead) {
  const withAnySpace = source.replaceAll(' ', '[\\s*/]+');
  return { source: withAnySpace, pattern: wholeWords(withAnySpace, 'giu'), instead };
}

/**
 * Creates a pattern that matches whole words.
 * @param {string} source
 * @param {string} flags
 */
function wholeWords(source, flags) {
  return new RegExp(`\\b(?:${source})\\b`, flags);
}

/** @type {readonly Phrase[]} */
export const phrases = [
  // Vague sentences, which do not name their subject or object.
  phrase("who(?:so)?ever|who(?:so)?ever's", 'name the component or person: "the caller", "clients that …"'),
  phrase('nobody', 'name who: "no client", "no source", "no caller"'),
  phrase('who asks|those who ask', '"the client", "the caller"'),
  phrase('what stands|stands? (?:here|there)', 'name the thing: "the node", "the value", "the text"'),
  phrase('marks? this place', '"opaque cursor of this edge"'),
  phrase('what (?:came|comes|has come) in', '"the requests received", "the input"'),
  phrase('what is no (?!long|more|less|doubt)', '"something that is not a …"'),
  phrase('at hand', '"cached", "in memory" or "available"'),
  phrase('letter by letter', '"byte-identical", "exact"'),
  phrase('what(?: [\\w`-]+){1,6} comes? to', '"the result of", "the total of"'),
  phrase('what (?:became|becomes|has become|came|comes) of', '"the outcome of"'),
  phrase('nothing of (?:this|that|it)', '"none"'),

  // Personified code.
  phrase(
    '(?:is|are|was|were|be|been|being) told(?! apart)',
    '"receives", "is called with", "is reported", "is documented"',
  ),
  phrase('(?:tells?|told) of', '"describes", "reports", "returns"'),
  phrase('dr(?:ives?|ove|iven|iving)(?: [\\w-]+){0,4} out', '"evict"'),
  phrase('(?:gives?|gave|giving) way', '"is evicted", "is replaced"'),
  phrase('(?:makes?|made|making) room', '"is evicted", "evicts"'),
  phrase('lets? go(?: of)?|letting go', '"release", "evict", "remove"'),
  phrase('asks in one turn', '"is checked once per event-loop turn"'),
  phrase('with one look', '"checks … once"'),
  phrase('asked for longest ago', '"least recently used"'),
  phrase('waits? for each as for', '"is not cached"'),
  phrase('knows?(?: [\\w-]+){1,2} by (?:its|their) bytes', '"caches … by body bytes"'),
  phrase('(?:takes?|took|taken) for (?:an?|the|one)', '"treat as", "interpret as"'),
  phrase(
    '(?:one more|another|one) thing to (?:fetch|load|read)',
    'name the cost: "saves an array per entry"',
  ),
  phrase('reads? (?:each|every|a|the) [\\w-]+ off', '"normalises", "derives … from"'),
  phrase('the ruler of', '"the scale of"'),

  // Ornate or archaic words.
  phrase('anew', '"again"'),
  phrase("of (?:its|their|his|her|your|our|one's) own", '"its own …" before the noun, or "separate"'),
  phrase('for ever', '"permanently", "without limit"'),
  phrase('goes without saying', '"is the default"'),
  phrase('in (?:its|their) full width', '"full-width"'),
  phrase('(?:is|are|was) a face on', '"is an interface to"'),
  phrase('a hair (?:beyond|above|below|more|less)', '"slightly beyond"'),
  phrase('the present ones?', '"the current one"'),
  phrase('hangs? together', '"are linked"'),
  phrase('can be had', '"is available"'),
  phrase('as it were|so to speak', 'omit the phrase'),
  phrase('in the manner of', '"similar to", "like"'),
  phrase(
    'whence|thence|whereof|wherein|thereof|therein|hitherto|henceforth|heretofore|forthwith|lest|albeit',
    'a plain connective, or two sentences',
  ),
];

/** Matches a text that contains any of the phrases. One pattern takes a thirtieth of the time of all patterns, and most texts contain no phrase. */
const anyPhrase = wholeWords(phrases.map(({ source }) => source).join('|'), 'iu');

/**
 * Finds all phrases in a text, in order of position.
 * @param {string} text
 * @returns {readonly { index: number, found: string, instead: string }[]}
 */
export function findPhrases(text) {
  if (!anyPhrase.test(text)) return [];
  return phrases
    .flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map((match) => ({ index: match.index, found: match[0], instead })),
    )
    .sort((one, other) => one.index - other.index);
}
