/** Tests the lint rule on plain English: the phrases that it reports, and the sentences that it accepts. */
import { describe, expect, test } from '@jest/globals';
import { Linter } from 'eslint';
import { findPhrases, phrases } from '../tools/language/phrases.js';
import plugin, { documentParser } from '../tools/language/plugin.js';

/** Runs the rule on a text. @returns the reports, each with line, column and message */
function report(text: string, name: 'file.js' | 'file.md'): readonly string[] {
  const isDocument = name === 'file.md';
  const config: Linter.Config = {
    files: ['**/*.js', '**/*.md'],
    plugins: { language: plugin },
    rules: { 'language/plain-english': ['error', { wholeText: isDocument }] },
  };
  if (isDocument) config.languageOptions = { parser: documentParser };
  const messages = new Linter().verify(text, config, name);
  return messages.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** Sentences for each pattern, which the pattern matches; in the order of `phrases`. */
const reportedSentences: readonly (readonly string[])[] = [
  ['Bodies drive each other out: whoever makes up such ones waits.', "It is whoever's turn."],
  ['Nobody will read the bytes.'],
  ['A number for who asks.', 'For those who ask again.'],
  ['What stands here.', 'Replaces what stands in the cell.', 'Nothing stands there.'],
  ['Marks this place: give it as "after".'],
  ['Ask what came in at once.', 'What comes in is queued.'],
  ['Makes a subgraph refuse what is no representation of an entity.'],
  ['Answers with bytes that are at hand.'],
  ['The same, letter by letter.'],
  ['What the cells of a row come to.', 'What it comes to is written once.'],
  ['What became of each line.', 'What came of a must-have.'],
  ['Nothing of this is an object.'],
  ['Is told that a concept ended.', 'Callers are told why.', 'It was told before.'],
  ['A page that tells of HTTP.', 'The changes are told of below.'],
  ['Entries drive each other out.', 'It cannot drive all others out.', 'They are driven out.'],
  ['The oldest entry gives way.'],
  ['The oldest makes room for others.'],
  ['The cache lets go of it.', 'It lets go what was not used.'],
  ['Whoever asks in one turn of the event loop came before.'],
  ['All requests are answered with one look at the revision.'],
  ['What was asked for longest ago is evicted.'],
  ['A client waits for each as for a new one.'],
  ['The server knows keys by their bytes.'],
  ['What spreadsheets take for the beginning of a formula.'],
  ['A list for each would be one more thing to fetch from memory.'],
  ['Reads each cell off its axis.'],
  ['The ruler of an axis.'],
  ['Claims are read anew.'],
  ['It has a thread of its own.', 'Rules of their own.'],
  ['It is not kept for ever.'],
  ['Leaves out what goes without saying.'],
  ['Signs in their full width.'],
  ['The API is a face on the model.'],
  ['A weight a hair beyond the point.'],
  ['Slugs between the first and the present one.'],
  ['Cells that say the same hang together.'],
  ['The newest that can be had.'],
  ['It is, as it were, a cache.'],
  ['Terms in the manner of BSD.'],
  ['The place whence it came.', 'Wait, lest it fail.'],
];

test('every pattern matches its examples', () => {
  expect(reportedSentences).toHaveLength(phrases.length);
  for (const [index, { pattern }] of phrases.entries()) {
    for (const sentence of reportedSentences[index] ?? []) {
      expect([sentence, sentence.match(pattern)]).toEqual([sentence, expect.anything()]);
    }
  }
});

test.each([
  'Serves byte-identical requests from the response cache before Fastify runs.',
  'Bodies with the same checksum evict each other.',
  'Two tests cannot be told apart by their names.',
  'What is no longer valid is removed.',
  'The new entry takes the place of the oldest one.',
  'Read the file, then turn the switch off.',
  'Users come to expect an answer within a second.',
  'The driver writes the rows out.',
  'The first time slice is given to the request, all the way to its end.',
  'On the other hand, its own cache is bounded.',
  'A claim is ended forever only by an editor.',
  'The room of the buffer is made available again.',
])('ordinary English is not reported: %s', (sentence) => {
  expect(findPhrases(sentence)).toEqual([]);
});

describe('The rule reports phrases', () => {
  test('with their location and a replacement', () => {
    expect(report('/** Answers whoever asks. */\n', 'file.js')).toEqual([
      '1:13 Plain English: "whoever". Instead: name the component or person: "the caller", "clients that …".',
    ]);
  });

  test('in comments, strings and templates, but not in code', () => {
    const text = "const anew = 'done anew'; // anew\nconst text = `${anew} anew`; /* anew */\n";
    expect(report(text, 'file.js').map((each) => each.split(' ')[0])).toEqual([
      '1:20',
      '1:30',
      '2:23',
      '2:33',
    ]);
  });

  test('that continue on the next line', () => {
    expect(report('/**\n * What is at\n * hand.\n */\n', 'file.js')).toEqual([
      expect.stringContaining('2:12 Plain English: "at hand"'),
    ]);
    expect(report('// What is at\n// hand.\n', 'file.js')).toEqual([expect.stringContaining('"at hand"')]);
    expect(report('// At\n\n// hand.\n', 'file.js')).toEqual([]);
  });

  test('in documents, but not in their code blocks', () => {
    const text = 'What is at\nhand.\n\n```text\nat hand\n```\n\n- at hand\n';
    expect(report(text, 'file.md').map((each) => each.split(' ')[0])).toEqual(['1:9', '8:3']);
  });

  test('unless a comment turns the rule off', () => {
    const off = '<!-- eslint-disable language/plain-english -->';
    const on = '<!-- eslint-enable language/plain-english -->';
    expect(report(`${off}\n\nat hand\n\n${on}\n\nanew\n`, 'file.md')).toEqual([
      expect.stringContaining('7:1 Plain English: "anew"'),
    ]);
  });
});
