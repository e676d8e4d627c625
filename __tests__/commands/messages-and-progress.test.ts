import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { describeChanges, describeRehearsal } from '../../src/commands/graph/describe-changes.js';
import { createByteProgress, createProgress } from '../../src/commands/terminal/progress.js';
import type { AppliedChanges } from '../../src/graph/ports/writing.js';
import { withoutKey } from '../support/revision-note.js';

const none = { added: 0, changed: 0, ended: 0 };
const revision = {
  number: 2,
  time: '2024-05-17T00:00:00.000Z',
  author: 'a',
  message: 'm',
  origin: 'IMPORT',
  epoch: '',
  ...withoutKey,
} as const;
const kept = { count: 0, items: [] };

test.each<[message: string, applied: Omit<AppliedChanges, 'kept'>]>([
  [
    'Revision 2: 96 concepts added, 314 claims added.',
    { revision, concepts: { ...none, added: 96 }, claims: { ...none, added: 314 } },
  ],
  [
    'Revision 2: 1 concept changed, 1 claim added, 2 claims changed, 3 claims ended.',
    { revision, concepts: { ...none, changed: 1 }, claims: { added: 1, changed: 2, ended: 3 } },
  ],
  ['Revision 2: only texts of sources or former slugs added.', { revision, concepts: none, claims: none }],
  ['Nothing has changed since revision 1.', { revision: null, concepts: none, claims: none }],
])('applied changes are described: %s', (message, applied) => {
  expect(describeChanges({ ...applied, kept }, 1)).toBe(message);
});

test.each<[message: string, applied: Omit<AppliedChanges, 'kept'>]>([
  [
    'Nothing has been changed. This would be revision 2: 1 concept added, 2 claims ended.',
    { revision, concepts: { ...none, added: 1 }, claims: { ...none, ended: 2 } },
  ],
  ['Nothing would change since revision 1.', { revision: null, concepts: none, claims: none }],
])('rehearsed changes are described: %s', (message, applied) => {
  expect(describeRehearsal({ ...applied, kept }, 1)).toBe(message);
});

/** Creates a stream that records its text. @param isTTY whether the stream is a terminal */
function recordingStream(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  const chunks: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return {
    stream: Object.assign(stream, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream,
    text: () => chunks.join(''),
  };
}

test('on a terminal, progress is shown as a bar', () => {
  const { stream: terminal, text } = recordingStream(true);
  const lines: string[] = [];
  const progress = createProgress(terminal, (line) => lines.push(line));

  progress.start('Applying 2 documents', 3);
  for (let count = 0; count < 3; count += 1) progress.advance();
  progress.stop();

  expect(text()).toContain('Applying 2 documents [');
  expect(text()).toContain('0 of 3');
  expect(lines).toEqual([]);
});

test('in a log, progress is printed as a line per 10,000 changes', () => {
  const { stream: log, text } = recordingStream(false);
  const lines: string[] = [];
  const progress = createProgress(log, (line) => lines.push(line));

  progress.start('Applying 2 documents', 25_000);
  for (let count = 0; count < 25_000; count += 1) progress.advance();
  progress.stop();

  expect(lines).toEqual([
    'Applying 2 documents: 25000 changes.',
    '10000 of 25000 changes.',
    '20000 of 25000 changes.',
  ]);
  expect(text()).toBe('');
});

test.each([
  [
    'a file shows the size that has been read and the total size',
    3_000_000,
    'Importing x [',
    '0.0 of 3.0 MB',
  ],
  ['a pipe shows the size that has been read', null, 'Importing x: 0.0 MB', 'MB'],
])('on a terminal, the progress of an import from %s', (_, total, ...parts) => {
  const { stream: terminal, text } = recordingStream(true);
  const progress = createByteProgress(terminal);

  progress.start('Importing x', total);
  progress.advance(1_500_000);
  progress.stop();

  for (const part of parts) expect(text()).toContain(part);
  expect(text()).toContain('1.5');
});

test('in a log, the progress of an import is not shown', () => {
  const { stream: log, text } = recordingStream(false);
  const progress = createByteProgress(log);

  progress.start('Importing x', 3_000_000);
  progress.advance(1_500_000);
  progress.stop();

  expect(text()).toBe('');
});
