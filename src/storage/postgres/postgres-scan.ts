import { sql, type Kysely } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import type { ColumnType } from '../dialect/columns.js';
import type { Scan, ScannedColumns, StatementListener } from '../dialect/dialect.js';
import type { PostgresWorkingPool } from './postgres-connections.js';

/** The size of a read batch in bytes. */
const batchBytes = 262_144;
const newline = 0x0a;
/** The time without traffic after which the server counts as unreachable, in milliseconds. */
const maxInactivityMs = 30_000;

/**
 * Reads many rows with COPY, in its text format. The driver takes several times as long to parse the messages of a normal query.
 * @see https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"
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
  if (parameters.length > 0)
    throw new TypeError('Expected a statement without parameters, since COPY accepts no parameters.');
  const types = values.map(({ type }) => type);

  const client = await pool.connect();
  client.closeAfterInactivity(maxInactivityMs);
  let isDone = false;
  try {
    // Reading a large graph may take longer than the timeout of other statements.
    await client.query('begin read only; set local statement_timeout = 0');
    onStatement(statement);
    const stream = client.query(copyTo(statement, { highWaterMark: batchBytes }));
    for await (const lines of completeLines(stream)) yield columnsOf(lines, types);
    await client.query('commit');
    isDone = true;
  } finally {
    // After an early end, the server still sends rows on this connection, so the connection is closed.
    client.release(!isDone);
  }
}

/** Splits chunks into complete lines. A line may start in one chunk and end in another. */
async function* completeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let partial: Buffer[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newline) + 1;
    if (end > 0) {
      const text =
        partial.length > 0 ? Buffer.concat([...partial, chunk.subarray(0, end)]) : chunk.subarray(0, end);
      partial = [];
      yield linesOf(text);
    }
    if (end < chunk.length) partial.push(chunk.subarray(end));
  }
}

/** Decodes each line separately: a value that stays in memory then retains only its line, not the entire chunk. */
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
