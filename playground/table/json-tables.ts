/** A table that is made from a part of a JSON result. */
export interface JsonTable {
  /** The path of the list in the result, such as `compare.rows`, leaving out `nodes` and `edges`; `Values` for the values outside lists of objects. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The number of rows that are left out. */
  readonly rowsLeftOut: number;
}

/** The texts of a cell: none for null or a missing value, one for any other value, and one for each item of a list. */
export type Cell = readonly string[];

const maxRows = 500;
const maxColumns = 40;
const maxTables = 20;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Creates a table for each outermost list of objects, and one table for the values outside these lists. Objects in a row become columns such as
 * `axis.name`, and lists in a row become lists in a cell. Bounds: at most 20 tables, each with at most 500 rows and 40 columns.
 * @param skip the paths of the parts that are shown in another way
 */
export function tablesOf(data: JsonObject, skip: ReadonlySet<string> = new Set()): readonly JsonTable[] {
  const lists: JsonTable[] = [];
  const values: (readonly Cell[])[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    const fullPath = path.join('.');
    if (skip.has(fullPath)) return;
    if (Array.isArray(value) && value.some(isObject)) lists.push(tableOfList(titleOf(path), value));
    else if (isObject(value)) Object.entries(value).forEach(([key, each]) => visit(each, [...path, key]));
    else values.push([[fullPath], cellOf(value)]);
  };
  visit(data, []);
  const valueTable = {
    title: 'Values',
    columns: ['field', 'value'],
    rows: values.slice(0, maxRows),
    rowsLeftOut: Math.max(0, values.length - maxRows),
  };
  return [...(values.length > 0 ? [valueTable] : []), ...lists].slice(0, maxTables);
}

/** Returns the title of a list: its path without `nodes` and `edges`, which only belong to the structure of pages. */
function titleOf(path: readonly string[]): string {
  return path.filter((key) => key !== 'nodes' && key !== 'edges').join('.');
}

function tableOfList(title: string, items: readonly unknown[]): JsonTable {
  const rows = items.slice(0, maxRows).map((item) => new Map(flattened(item, '')));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].slice(0, maxColumns);
  return {
    title,
    columns,
    rows: rows.map((row) => columns.map((column) => row.get(column) ?? [])),
    rowsLeftOut: Math.max(0, items.length - maxRows),
  };
}

/** Lists the columns of an item, each with its cell. */
function flattened(value: unknown, prefix: string): readonly (readonly [column: string, Cell])[] {
  if (!isObject(value)) return [[prefix === '' ? 'value' : prefix, cellOf(value)]];
  return Object.entries(value).flatMap(([key, each]) =>
    flattened(each, prefix === '' ? key : `${prefix}.${key}`),
  );
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

function textOf(value: unknown): string {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (isObject(value)) return Object.values(value).map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
