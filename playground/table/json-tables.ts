/** A table that is made from a part of a JSON result. */
export interface JsonTable {
  /** Where the list is in the result, such as `compare.rows`. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The number of rows that are left out. */
  readonly rowsLeftOut: number;
}

/** The texts of a cell: one, or those of the items of a list. */
export type Cell = readonly string[];

const mostRows = 500;
const mostColumns = 40;
const mostTables = 20;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Makes a table of each list of objects, and of the values outside lists. Objects in a row become columns such as `axis.name`, and lists in a row
 * become lists in a cell. Bounds: 20 tables, 500 rows and 40 columns.
 * @param skip the paths of the parts that are shown in another way
 */
export function tablesOf(data: JsonObject, skip: ReadonlySet<string> = new Set()): readonly JsonTable[] {
  const lists: JsonTable[] = [];
  const values: (readonly Cell[])[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    const title = path.join('.');
    if (skip.has(title)) return;
    if (Array.isArray(value) && value.some(isObject)) lists.push(tableOfList(titleOf(path), value));
    else if (isObject(value)) Object.entries(value).forEach(([key, each]) => visit(each, [...path, key]));
    else values.push([[title], cellOf(value)]);
  };
  visit(data, []);
  const valueTable = {
    title: 'Values',
    columns: ['field', 'value'],
    rows: values.slice(0, mostRows),
    rowsLeftOut: Math.max(0, values.length - mostRows),
  };
  return [...(values.length > 0 ? [valueTable] : []), ...lists].slice(0, mostTables);
}

/** The items of a page of a list are in `nodes` or `edges`, which say nothing to readers. */
function titleOf(path: readonly string[]): string {
  return path.filter((key) => key !== 'nodes' && key !== 'edges').join('.');
}

function tableOfList(title: string, items: readonly unknown[]): JsonTable {
  const rows = items.slice(0, mostRows).map((item) => new Map(flattened(item, '')));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].slice(0, mostColumns);
  return {
    title,
    columns,
    rows: rows.map((row) => columns.map((column) => row.get(column) ?? [])),
    rowsLeftOut: Math.max(0, items.length - mostRows),
  };
}

/** The columns of an item with its values. */
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
