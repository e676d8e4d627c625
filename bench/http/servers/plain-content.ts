import pg from 'pg';

export interface NamedRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export interface CellRow {
  readonly id: number;
  readonly approachId: number;
  readonly dimensionId: number;
  readonly value: string;
}

export interface ClaimRow {
  readonly id: string;
  readonly cellId: number;
  readonly sourceId: number;
}

export interface SourceRow {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}

/** The key of a cell: approach and dimension. */
export interface CellKey {
  readonly approachId: number;
  readonly dimensionId: number;
}

/** Reads the plain tables in batches, for loaders. Each public method runs one prepared statement and returns its results in the order of the keys. */
export class PlainContent {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url });
  }

  approaches(slugs: readonly string[]): Promise<readonly NamedRow[]> {
    return this.bySlug('approach', slugs);
  }

  dimensions(slugs: readonly string[]): Promise<readonly NamedRow[]> {
    return this.bySlug('dimension', slugs);
  }

  async features(approachIds: readonly number[]): Promise<readonly (readonly NamedRow[])[]> {
    const rows = await this.read<NamedRow & { owner: number }>(
      'features',
      `select af.approach_id as owner, f.id, f.slug, f.name
       from approach_feature af join feature f on f.id = af.feature_id
       where af.approach_id = any($1) order by af.approach_id, af.position`,
      [unique(approachIds)],
    );
    return inOrder(
      approachIds,
      grouped(rows, ({ owner }) => owner),
    );
  }

  async benefits(featureIds: readonly number[]): Promise<readonly (readonly NamedRow[])[]> {
    const rows = await this.read<NamedRow & { owner: number }>(
      'benefits',
      `select fb.feature_id as owner, b.id, b.slug, b.name
       from feature_benefit fb join benefit b on b.id = fb.benefit_id
       where fb.feature_id = any($1) order by fb.feature_id, fb.position`,
      [unique(featureIds)],
    );
    return inOrder(
      featureIds,
      grouped(rows, ({ owner }) => owner),
    );
  }

  async cells(keys: readonly CellKey[]): Promise<readonly CellRow[]> {
    const rows = await this.read<CellRow>(
      'cells',
      `select id, approach_id as "approachId", dimension_id as "dimensionId", value
       from cell where approach_id = any($1) and dimension_id = any($2)`,
      [unique(keys.map(({ approachId }) => approachId)), unique(keys.map(({ dimensionId }) => dimensionId))],
    );
    const byKey = new Map(rows.map((row) => [nameOf(row), row]));
    return keys.map((key) => expectRow(byKey.get(nameOf(key)), nameOf(key)));
  }

  async claims(cellIds: readonly number[]): Promise<readonly (readonly ClaimRow[])[]> {
    const rows = await this.read<ClaimRow>(
      'claims',
      `select id, cell_id as "cellId", source_id as "sourceId"
       from claim where cell_id = any($1) order by cell_id, position`,
      [cellIds],
    );
    return inOrder(
      cellIds,
      grouped(rows, ({ cellId }) => cellId),
    );
  }

  async sources(ids: readonly number[]): Promise<readonly SourceRow[]> {
    const rows = await this.read<SourceRow>(
      'sources',
      'select id, name, url from source where id = any($1)',
      [unique(ids)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => expectRow(byId.get(id), id));
  }

  private async bySlug(
    table: 'approach' | 'dimension',
    slugs: readonly string[],
  ): Promise<readonly NamedRow[]> {
    const text = `select id, slug, name from ${table} where slug = any($1)`;
    const rows = await this.read<NamedRow>(table, text, [slugs]);
    const bySlug = new Map(rows.map((row) => [row.slug, row]));
    return slugs.map((slug) => expectRow(bySlug.get(slug), slug));
  }

  private async read<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    const { rows } = await this.pool.query<Row>({ name, text, values: [...values] });
    return rows;
  }
}

/** Prints the key of a cell. */
export function nameOf({ approachId, dimensionId }: CellKey): string {
  return `${approachId}:${dimensionId}`;
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}

function grouped<Row>(
  rows: readonly Row[],
  owner: (row: Row) => number,
): ReadonlyMap<number, readonly Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(owner(row));
    if (group) group.push(row);
    else groups.set(owner(row), [row]);
  }
  return groups;
}

function inOrder<Row>(
  ids: readonly number[],
  groups: ReadonlyMap<number, readonly Row[]>,
): readonly (readonly Row[])[] {
  return ids.map((id) => groups.get(id) ?? []);
}

function expectRow<Row>(row: Row | undefined, key: string | number): Row {
  if (row === undefined) throw new RangeError(`Expected a row with the key ${key}, got none.`);
  return row;
}
