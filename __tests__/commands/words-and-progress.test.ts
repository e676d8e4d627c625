import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { describeChanges, describeRehearsal } from '../../src/commands/graph/describe-changes.js';
import { createByteProgress, createProgress } from '../../src/commands/terminal/progress.js';
import type { AppliedChanges } from '../../src/graph/ports/writing.js';

const none = { added: 0, changed: 0, ended: 0 };
const revision = {
  number: 2,
  time: '2024-05-17T00:00:00.000Z',
  author: 'a',
  message: 'm',
  origin: 'IMPORT',
} as const;

test.each<[words: string, applied: AppliedChanges]>([
  [
    'Revision 2: 96 concepts added, 314 claims added.',
    { revision, concepts: { ...none, added: 96 }, claims: { ...none, added: 314 } },
  ],
  [
    'Revision 2: 1 concept changed, 1 claim added, 2 claims changed, 3 claims ended.',
    { revision, concepts: { ...none, changed: 1 }, claims: { added: 1, changed: 2, ended: 3 } },
  ],
  [
    'Revision 2: nothing but texts of sources or former slugs added.',
    { revision, concepts: none, claims: none },
  ],
  ['Nothing has changed since revision 1.', { revision: null, concepts: none, claims: none }],
])('%s', (words, applied) => {
  expect(describeChanges(applied, 1)).toBe(words);
});

test.each<[words: string, applied: AppliedChanges]>([
  [
    'Nothing has been changed. This would be revision 2: 1 concept added, 2 claims ended.',
    { revision, concepts: { ...none, added: 1 }, claims: { ...none, ended: 2 } },
  ],
  ['Nothing would change since revision 1.', { revision: null, concepts: none, claims: none }],
])('%s', (words, applied) => {
  expect(describeRehearsal(applied, 1)).toBe(words);
});

/** A stream that may be a terminal, and records what is written to it. */
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

test('elsewhere, progress is a few lines', () => {
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

test.each([
  ['of a file, the share that has been read', 3_000_000, 'Importing x [', '0.0 of 3.0 MB'],
  ['of a pipe, the size that has been read', null, 'Importing x: 0.0 MB', 'MB'],
])('on a terminal, the progress of an import shows, %s', (_, total, ...parts) => {
  const { stream: terminal, written } = stream(true);
  const progress = createByteProgress(terminal);

  progress.start('Importing x', total);
  progress.advance(1_500_000);
  progress.stop();

  for (const part of parts) expect(written()).toContain(part);
  expect(written()).toContain('1.5');
});

test('elsewhere, the progress of an import is not shown', () => {
  const { stream: log, written } = stream(false);
  const progress = createByteProgress(log);

  progress.start('Importing x', 3_000_000);
  progress.advance(1_500_000);
  progress.stop();

  expect(written()).toBe('');
});
