import pg from 'pg';
import type { DataSet } from './data-set.js';

/**
 * The tables of the content, as a website would store it: normalised, with integer keys and an index for each query. Claims have the ids
 * that Tertium computes, because responses contain these ids.
 */
const tables = `
  create table approach (id integer primary key, slug text not null unique, name text not null);
  create table dimension (id integer primary key, slug text not null unique, name text not null);
  create table feature (id integer primary key, slug text not null unique, name text not null);
  create table benefit (id integer primary key, slug text not null unique, name text not null);
  create table source (id integer primary key, name text not null, url text not null);
  create table approach_feature (
    approach_id integer not null references approach, position integer not null, feature_id integer not null references feature,
    primary key (approach_id, position));
  create table approach_benefit (
    approach_id integer not null references approach, position integer not null, benefit_id integer not null references benefit,
    primary key (approach_id, position));
  create table feature_benefit (
    feature_id integer not null references feature, position integer not null, benefit_id integer not null references benefit,
    primary key (feature_id, position));
  create table cell (
    id integer primary key, approach_id integer not null references approach,
    dimension_id integer not null references dimension, value text not null,
    unique (approach_id, dimension_id));
  create table claim (
    cell_id integer not null references cell, position integer not null, id text not null,
    source_id integer not null references source, locator text not null,
    primary key (cell_id, position));`;

/** Creates the tables in an empty database, and fills them. */
export async function fillPlainTables(url: string, data: DataSet): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(tables);
    const insert = new BatchInsert(client);
    for (const [table, row] of rowsOf(data)) await insert.add(table, row);
    await insert.end();
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** The order of inserts: referenced tables first. */
const order = [
  'source',
  'benefit',
  'feature',
  'feature_benefit',
  'dimension',
  'approach',
  'approach_feature',
  'approach_benefit',
  'cell',
  'claim',
] as const;

type Table = (typeof order)[number];
type Row = Readonly<Record<string, string | number>>;

function* rowsOf(data: DataSet): Generator<[table: Table, row: Row]> {
  for (const { number: id, name, url } of data.sources) yield ['source', { id, name, url }];
  for (const { number: id, slug, name } of data.benefits) yield ['benefit', { id, slug, name }];
  for (const { number: id, slug, name } of data.features) {
    yield ['feature', { id, slug, name }];
    for (const [position, benefit] of data.benefitsOfFeature(id).entries()) {
      yield ['feature_benefit', { feature_id: id, position, benefit_id: benefit.number }];
    }
  }
  for (let dimension = 0; dimension < data.size.dimensions; dimension += 1) {
    const { slug, name } = data.dimension(dimension);
    yield ['dimension', { id: dimension, slug, name }];
  }
  for (let approach = 0; approach < data.size.approaches; approach += 1) {
    const { slug, name } = data.approach(approach);
    yield ['approach', { id: approach, slug, name }];
    for (const [position, feature] of data.featuresOf(approach).entries()) {
      yield ['approach_feature', { approach_id: approach, position, feature_id: feature.number }];
    }
    for (const [position, benefit] of data.benefitsOf(approach).entries()) {
      yield ['approach_benefit', { approach_id: approach, position, benefit_id: benefit.number }];
    }
    for (let dimension = 0; dimension < data.size.dimensions; dimension += 1) {
      const cell = approach * data.size.dimensions + dimension;
      const { display, claims } = data.cell(approach, dimension);
      yield ['cell', { id: cell, approach_id: approach, dimension_id: dimension, value: display }];
      for (const [position, { id, source, locator }] of claims.entries()) {
        yield ['claim', { cell_id: cell, position, id, source_id: source.number, locator }];
      }
    }
  }
}

const batchSize = 10_000;

/** Inserts rows in batches. */
class BatchInsert {
  private readonly pendingRows = new Map<Table, Row[]>();
  private count = 0;

  constructor(private readonly client: pg.Client) {}

  async add(table: Table, row: Row): Promise<void> {
    const rows = this.pendingRows.get(table);
    if (rows) rows.push(row);
    else this.pendingRows.set(table, [row]);
    this.count += 1;
    if (this.count >= batchSize) await this.end();
  }

  async end(): Promise<void> {
    for (const table of order) {
      const rows = this.pendingRows.get(table);
      if (!rows) continue;
      const statement = `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`;
      await this.client.query(statement, [JSON.stringify(rows)]);
    }
    this.pendingRows.clear();
    this.count = 0;
  }
}
