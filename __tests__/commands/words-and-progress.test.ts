import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { changesInWords } from '../../src/commands/changes-in-words.js';
import { createProgress } from '../../src/commands/progress.js';
import type { AppliedChanges } from '../../src/graph/writing.js';

const none = { added: 0, changed: 0, ended: 0 };
const revision = { number: 2, time: '2024-05-17T00:00:00.000Z', author: 'a', message: 'm' };

test.each<[words: string, applied: AppliedChanges]>([
  [
    'Revision 2: 96 concepts added, 314 claims added.',
    { revision, concepts: { ...none, added: 96 }, claims: { ...none, added: 314 } },
  ],
  [
    'Revision 2: 1 concept changed, 1 claim added, 2 claims changed, 3 claims ended.',
    { revision, concepts: { ...none, changed: 1 }, claims: { added: 1, changed: 2, ended: 3 } },
  ],
  ['Nothing has changed since revision 1.', { revision: null, concepts: none, claims: none }],
])('%s', (words, applied) => {
  expect(changesInWords(applied, 1)).toBe(words);
});

/** A stream that may say that it is a terminal, and keeps what is written to it. */
function stream(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  const written: string[] = [];
  const through = new PassThrough();
  through.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  return {
    stream: Object.assign(through, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream,
    written: () => written.join(''),
  };
}

test('on a terminal, progress is a bar', () => {
  const { stream: terminal, written } = stream(true);
  const said: string[] = [];
  const progress = createProgress(terminal, (line) => said.push(line));

  progress.start('Applying 2 documents', 3);
  for (let count = 0; count < 3; count += 1) progress.advance();
  progress.stop();

  expect(written()).toContain('Applying 2 documents [');
  expect(written()).toContain('0 of 3');
  expect(said).toEqual([]);
});

test('elsewhere, progress is lines, few of them', () => {
  const { stream: log, written } = stream(false);
  const said: string[] = [];
  const progress = createProgress(log, (line) => said.push(line));

  progress.start('Applying 2 documents', 25_000);
  for (let count = 0; count < 25_000; count += 1) progress.advance();
  progress.stop();

  expect(said).toEqual([
    'Applying 2 documents: 25000 changes.',
    '10000 of 25000 changes.',
    '20000 of 25000 changes.',
  ]);
  expect(written()).toBe('');
});
