/** Runs the commands of the section "An import, step by step" of docs/importing.md in an empty folder, with the built program. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { useTertium } from './support/use-tertium.js';

const tertium = useTertium('tertium-importing-');
const page = await readFile(new URL('../docs/importing.md', import.meta.url), 'utf8');
const [, section = ''] = page.split('## An import, step by step\n');
const steps = section.split('\n## ')[0] ?? '';

test('the commands of the section "An import, step by step" print the output that the section shows', async () => {
  const parts = steps.split(/^```(\w*)\n([^]*?)^```$/mu);
  let commands = 0;
  for (let index = 0; index + 2 < parts.length; index += 3) {
    const [before = '', language, text = '', , next, shown] = parts.slice(index, index + 6);
    const name = /Save this as `([^`]+)`:\s*$/u.exec(before)?.[1];
    if (name !== undefined) await writeFile(join(tertium.folder, name), text);
    if (language !== 'sh') continue;
    let output = '';
    for (const [program, ...args] of text
      .trim()
      .split('\n')
      .map((line) => line.split(' '))) {
      if (program === 'cat') output += await readFile(join(tertium.folder, args[0] ?? ''), 'utf8');
      else {
        const { stdout, stderr } = await tertium.run(args);
        output += stdout + stderr;
      }
    }
    expect([text, next, output]).toEqual([text, 'text', shown]);
    commands += 1;
  }
  expect(commands).toBe(6);
}, 60_000);
