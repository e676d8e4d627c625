import { sql, type Kysely } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import type { ColumnType } from '../dialect/columns.js';
import type { StatementListener } from '../dialect/dialect.js';
import type { PostgresWorkingPool } from './postgres-connections.js';
import type { Scan, ScannedColumns } from '../dialect/scan.js';

/** How much is read before it is handed on, in bytes. */
const bytesAtOnce = 262_144;
const newline = 0x0a;
/** A server that sends nothing for so long, in milliseconds, is out of reach. */
const longestSilenceMs = 30_000;

/**
 * Reads many rows as the text that COPY makes of them: the driver takes several times as long to tell apart the values
 * of as many messages. @see https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"
 */
export async function* scanPostgres(
  pool: PostgresWorkingPool,
  compiler: Kysely<unknown>,
  { values, tables, condition }: Scan,
  onStatement: StatementListener,
): AsyncGenerator<ScannedColumns> {
  const selected = sql.join(values.map(({ value }) => value));
  const copy = sql`copy (select ${selected} from ${tables} where ${condition}) to stdout`;
  const { sql: statement, parameters } = copy.compile(compiler);
  if (parameters.length > 0) throw new TypeError('Expected no parameters, as COPY takes none.');
  const types = values.map(({ type }) => type);

  const client = await pool.connect();
  client.cutWhenSilent(longestSilenceMs);
  let isDone = false;
  try {
    // All of a large graph takes longer than any other statement may.
    await client.query('begin read only; set local statement_timeout = 0');
    onStatement(statement);
    const stream = client.query(copyTo(statement, { highWaterMark: bytesAtOnce }));
    for await (const lines of wholeLines(stream)) yield columnsOf(lines, types);
    await client.query('commit');
    isDone = true;
  } finally {
    // Whoever takes no more of the rows leaves a connection that still sends them.
    client.release(!isDone);
  }
}

/** The lines of a text that comes in pieces; a line may begin in one and end in another. */
async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let begun: Buffer[] = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) {
      const text =
        begun.length > 0 ? Buffer.concat([...begun, piece.subarray(0, end)]) : piece.subarray(0, end);
      begun = [];
      yield linesOf(text);
    }
    if (end < piece.length) begun.push(piece.subarray(end));
  }
}

/** Each line is a text of its own: a value that is kept keeps its line, but not all that came with it. */
function linesOf(text: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(newline, start);
    lines.push(text.toString('utf8', start, end));
    start = end + 1;
  }
  return lines;
}

function columnsOf(lines: readonly string[], types: readonly ColumnType[]): ScannedColumns {
  const columns = types.map((): unknown[] => []);
  for (const line of lines) {
    const fields = line.split('\t');
    for (const [index, type] of types.entries()) {
      columns[index]?.push(valueOf(fields[index] as string, type));
    }
  }
  return columns;
}

function valueOf(field: string, type: ColumnType): string | number | null {
  if (field === '\\N') return null;
  if (type === 'integer') return Number(field);
  return field.includes('\\')
    ? field.replace(/\\(.)/gsu, (_, letter: string) => escaped[letter] ?? letter)
    : field;
}

const escaped: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
