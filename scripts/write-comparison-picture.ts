import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { ComparisonTable } from '../src/formats/comparison/comparison-table.js';
import { comparisonPicture, pictured } from './comparison-picture.js';

/** Writes docs/comparison.svg from the output of `tertium export --compare --format json`, read from the standard input. */

const table = JSON.parse(await text(process.stdin)) as ComparisonTable;
await writeFile('docs/comparison.svg', comparisonPicture(table, pictured.axes));
