/*
 * Measures the CPU time of operations on views without cached results, and prints a line of JSON for each operation.
 * Arguments: the URL of the database, the seed, and the number of operations.
 */
import { defaultPresentation } from '../../src/api/request/presentation.js';
import 'reflect-metadata';
import { fastify, type FastifyInstance } from 'fastify';
import { getOperationAST, parse, validate } from 'graphql';
import { estimateOperation } from '../../src/api/limits/estimate/estimate-operation.js';
import { createSchema } from '../../src/api/schema.js';
import type { GraphReader, GraphView } from '../../src/graph/ports/reading.js';
import { Access } from '../../src/http/access/access.js';
import { AuditTrail } from '../../src/http/access/audit-trail.js';
import { securityHeaders } from '../../src/http/security/security-headers.js';
import { Computations } from '../../src/http/cache/computations.js';
import { Preparations } from '../../src/http/cache/preparations.js';
import { BoundedExecution } from '../../src/http/graphql/bounded-execution.js';
import { registerGraphql } from '../../src/http/graphql/graphql.js';
import { openStore } from '../../src/storage/open-store.js';
import { coldViewsOf } from './cold-views.js';
import { readGraphNames } from './graph-names.js';
import { randomOperation } from './random-operations.js';
import type { MeasuredOperation } from './measured-operation.js';

/** Operations with a longer predicted time are not executed, because the bench would take hours. */
const maxMicroseconds = 4_000_000;
const maxRuns = 8;
/** The number of trivial requests before each measurement. Creating a view evicts the server's code from the processor's caches; these requests load the code again. */
const trivialRuns = 8;
/** Fills the caches that the first request of every revision fills. */
const trivialOperation = { query: '{ __typename approach(slug: "none") { kind } }', variables: {} };
const noLimit = 1_000_000_000;
const [url = '', seed = '1', operations = '10'] = process.argv.slice(2);

const store = await openStore(url);
const nextView = await coldViewsOf(store);
let view: GraphView = await nextView();
const reader: GraphReader = { openView: () => view, openViewAsOf: () => view };
const schema = createSchema();
let app = await serve();

const names = await readGraphNames(view);
const statistics = await view.statistics();
const chosen: { query: string; variables: Readonly<Record<string, unknown>> }[] = [];
for (let number = 0; chosen.length < Number(operations) && number < 20 * Number(operations); number += 1) {
  const operation = randomOperation(schema, names, Number(seed) * 100_003 + number * 7);
  // Operations with fields that do not merge are invalid.
  if (validate(schema, parse(operation.query)).length > 0) continue;
  if (estimate(operation).cost <= maxMicroseconds) chosen.push(operation);
}

// Warm-up: each short operation runs once, so that its code is loaded and mostly compiled before the first measurement.
for (const operation of chosen) {
  if (estimate(operation).cost > 200_000) continue;
  view = await nextView();
  await send(operation);
}
for (const operation of chosen) {
  const { cost, work } = estimate(operation);
  let minimum = Number.POSITIVE_INFINITY;
  let [status, bytes] = [0, 0];
  for (let run = 0, spent = 0; run < maxRuns && (run < 2 || spent < 300_000); run += 1) {
    view = await nextView();
    if (operation.query.includes('__schema') || operation.query.includes('__type(')) {
      // Introspection results are cached for the lifetime of a server, so a new server has none.
      await app.close();
      app = await serve();
    }
    for (let time = 0; time < trivialRuns; time += 1) await send(trivialOperation);
    const before = process.cpuUsage();
    const response = await send(operation);
    const { user, system } = process.cpuUsage(before);
    minimum = Math.min(minimum, user + system);
    spent += user + system;
    [status, bytes] = [response.status, response.bytes];
  }
  const line: MeasuredOperation = {
    ...operation,
    ...{ predicted: cost, measured: minimum, work: [...work.amounts], status, bytes },
    variables: Object.fromEntries(
      Object.entries(operation.variables).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.length : value,
      ]),
    ),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
await app.close();
await store.close();

async function serve(): Promise<FastifyInstance> {
  const server = fastify({ bodyLimit: 10_000_000 });
  server.removeAllContentTypeParsers();
  const execution = new BoundedExecution({
    reader,
    log: server.log,
    presentation: defaultPresentation,
    editing: null,
    requests: {
      limits: {
        ...{
          tokens: noLimit,
          depth: noLimit,
          aliases: noLimit,
          fragments: noLimit,
          fieldPairs: noLimit,
          pageSize: noLimit,
          schemas: noLimit,
        },
        cost: noLimit,
      },
      timeoutMs: 600_000,
      quota: null,
    },
  });
  await registerGraphql(server, {
    execution,
    cache: null,
    computations: new Computations(),
    preparations: new Preparations(),
    access: new Access({ keys: noCredentials, previewTokens: noCredentials, readAccess: 'open' }),
    audit: new AuditTrail({ log: { append: () => Promise.resolve() }, logger: server.log }),
    cacheTags: { cacheTag: false, surrogateKey: false, extensions: false },
    cacheTimes: { maxAge: 0, sharedMaxAge: null, staleWhileRevalidate: 0 },
    corsOrigins: [],
    isAllowedHost: () => true,
    securityHeaders: securityHeaders([]),
    fastPathHeaders: null,
  });
  await server.ready();
  return server;
}

/** The operations are sent without credentials. */
const noCredentials = { find: () => Promise.resolve(null) };

function estimate({ query, variables }: { query: string; variables: Readonly<Record<string, unknown>> }) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError(`Expected one operation, got ${query}`);
  return estimateOperation(schema, document, operation, variables, statistics);
}

async function send(operation: { query: string; variables: Readonly<Record<string, unknown>> }) {
  const { statusCode, rawPayload } = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(operation),
  });
  return { status: statusCode, bytes: rawPayload.length };
}
