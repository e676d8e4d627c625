import {
  importFormatNames,
  importFormatDescriptions,
  type ImportFormatName,
} from '../../formats/import-format-descriptions.js';
import type { ImportInput } from '../../formats/import/import-format.js';
import { conceptKinds, listName } from '../../graph/concept.js';
import { badUserInput } from '../../graph/errors.js';

/** The format of each file name extension. */
const formatsByExtension = new Map(
  importFormatNames.flatMap((name) =>
    importFormatDescriptions[name].suffixes.map((extension) => [extension as string, name] as const),
  ),
);

/** An input and its format, which is null if neither the name nor the start of the input shows the format. */
interface GuessedInput<Input extends ImportInput> {
  readonly input: Input;
  readonly format: ImportFormatName | null;
}

/**
 * Guesses the common format of inputs from their names, or else from their first bytes.
 * @returns the format, and the inputs to read, including the bytes that were already read
 * @throws {TertiumError} BAD_USER_INPUT if the format of an input is unclear, or the formats differ
 */
export async function guessFormat<Input extends ImportInput>(
  inputs: readonly Input[],
): Promise<{ format: ImportFormatName; inputs: readonly Input[] }> {
  const guessed: GuessedInput<Input>[] = [];
  for (const input of inputs) guessed.push(await guess(input));
  const unclear = guessed.find(({ format }) => format === null);
  if (unclear) {
    throw badUserInput(
      `Expected --format: neither the name nor the start of ${unclear.input.name} shows its format.`,
      { argument: 'format' },
    );
  }
  const formats = [...new Set(guessed.flatMap(({ format }) => format ?? []))];
  const [format] = formats;
  if (format === undefined || formats.length > 1) {
    const each = guessed.map(({ input, format }) => `${input.name} (${format})`).join(', ');
    throw badUserInput(`Expected files of one format, or --format, got ${each}.`, { argument: 'format' });
  }
  return { format, inputs: guessed.map(({ input }) => input) };
}

async function guess<Input extends ImportInput>(input: Input): Promise<GuessedInput<Input>> {
  const extension = /\.([a-z]+)$/iu.exec(input.name)?.[1]?.toLowerCase() ?? '';
  const byName = formatsByExtension.get(extension);
  if (byName) return { input, format: byName };
  const chunks = input.bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  const start = first.done === true ? new Uint8Array() : first.value;
  return {
    input: { ...input, bytes: resumed(start, chunks) },
    format: isPacked(start) ? 'xlsx' : formatOf(Buffer.from(start.subarray(0, startLength)).toString('utf8')),
  };
}

const startLength = 64 * 1024;

async function* resumed(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Whether a file starts like a zip archive or an older Office file. The spreadsheet parser rejects other files of these types. */
function isPacked(start: Uint8Array): boolean {
  return ['504b0304', '504b0506', 'd0cf11e0a1b11ae1'].includes(
    Buffer.from(start.subarray(0, 8))
      .toString('hex')
      .slice(0, start[0] === 0x50 ? 8 : 16),
  );
}

/** Guesses the format of a text from its start. */
function formatOf(start: string): ImportFormatName | null {
  const text = start.replace(/^\uFEFF/u, '').trimStart();
  const [line = ''] = text.split('\n', 1);
  if (text.startsWith('{')) return /^\{.*"approach"\s*:.*\}\s*$/u.test(line) ? 'claims' : 'document';
  const lists = ['source', ...conceptKinds.map(listName)].join('|');
  if (new RegExp(`^(?:${lists}):`, 'mu').test(text)) return 'document';
  if (text === '') return null;
  return isTable(text) ? 'table' : 'article';
}

/** Whether a separator splits the first lines, apart from one line of title, into equal numbers of cells. */
function isTable(text: string): boolean {
  const lines = text
    .split('\n', 10)
    .map((line) => line.replace(/"(?:[^"]|"")*"/gu, ''))
    .filter((line) => line.trim() !== '');
  return ['\t', ',', ';'].some((separator) => {
    const rows = lines.slice(lines.findIndex((line) => line.includes(separator)));
    const counts = new Set(rows.map((line) => line.split(separator).length));
    return rows.length > 1 && lines.length - rows.length < 2 && counts.size === 1 && !counts.has(1);
  });
}
