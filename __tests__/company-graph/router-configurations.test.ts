/** Checks the configurations of routers in examples/company-graph: against schemas of the documented keys, and against the rest of the example. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { revisionHeader } from '../../examples/company-graph/pinned-tertium.js';
import { readSettings } from '../../src/config.js';
import { bodyWithTags } from '../../src/http/purge/purge-template.js';

const example = new URL('../../examples/company-graph/', import.meta.url);
const schemas = new URL('schemas/', import.meta.url);

interface Subgraph {
  readonly routing_url: string;
  readonly schema?: { readonly file?: string };
}

interface ResponseCache {
  readonly invalidation: { readonly listen: string; readonly path: string };
  readonly subgraph: { readonly subgraphs: Readonly<Record<string, { readonly ttl: string }>> };
}

interface HeaderRules<Rule> {
  readonly subgraphs: Readonly<
    Record<string, { readonly request: readonly Rule[]; readonly response: readonly Rule[] }>
  >;
}

async function configuration<Content extends object>(name: string): Promise<Content> {
  return parse(await readFile(new URL(name, example), 'utf8'));
}

const files = [
  ['supergraph.yaml', 'supergraph.schema.json'],
  ['router.yaml', 'router.schema.json'],
  ['cosmo-graph.yaml', 'cosmo-graph.schema.json'],
  ['cosmo.yaml', 'cosmo.schema.json'],
] as const;

describe.each(files)('%s', (name, schemaName) => {
  test('has only documented keys, with values of their types', async () => {
    const schema = JSON.parse(await readFile(new URL(schemaName, schemas), 'utf8'));
    const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);
    validate(await configuration(name));
    expect(validate.errors).toBeNull();
    // The schema rejects other keys.
    expect(validate({ ...(await configuration(name)), unknown: true })).toBe(false);
  });
});

describe('The configurations of routers', () => {
  test('name the subgraphs of the example with the same addresses, and files that exist', async () => {
    const [{ subgraphs }, forCosmo, { rhai }] = await Promise.all([
      configuration<{ subgraphs: Record<string, Subgraph> }>('supergraph.yaml'),
      configuration<{ subgraphs: (Subgraph & { name: string })[] }>('cosmo-graph.yaml'),
      configuration<{ rhai: { main: string } }>('router.yaml'),
    ]);
    expect(Object.keys(subgraphs)).toEqual(['tertium', 'teams', 'handbook']);
    const addresses = Object.entries(subgraphs).map(([name, { routing_url }]) => [name, routing_url]);
    expect(forCosmo.subgraphs.map(({ name, routing_url }) => [name, routing_url])).toEqual(addresses);
    const all = [...Object.values(subgraphs), ...forCosmo.subgraphs];
    const schemaFiles = all.flatMap(({ schema }) => schema?.file ?? []);
    expect(schemaFiles).toHaveLength(4);
    expect([...schemaFiles, rhai.main].filter((file) => !existsSync(new URL(file, example)))).toEqual([]);
  });

  test('have the ports of the settings, and receive the invalidations that Tertium sends', async () => {
    const env = parseEnv(await readFile(new URL('router.env', example), 'utf8')) as NodeJS.ProcessEnv;
    const { subgraphs } = await configuration<{ subgraphs: Record<string, Subgraph> }>('supergraph.yaml');
    const ports = Object.values(subgraphs).map(({ routing_url }) => new URL(routing_url).port);
    expect(ports).toEqual([env['TERTIUM_PORT'], env['TEAMS_PORT'], env['HANDBOOK_PORT']]);

    const { purge, cacheSMaxAge } = readSettings(env);
    const { response_cache: cache } = await configuration<{ response_cache: ResponseCache }>('router.yaml');
    const { listen, path } = cache.invalidation;
    expect(purge?.url).toBe(`http://${listen}${path}`);
    expect(Object.keys(purge?.headers ?? {})).toEqual(['authorization']);
    // The documented form of invalidations by tag.
    expect(JSON.parse(bodyWithTags(purge?.body ?? null, ['a', 'b']))).toEqual(
      ['a', 'b'].map((tag) => ({ kind: 'cache_tag', subgraphs: ['tertium'], cache_tag: tag })),
    );
    expect(cache.subgraph.subgraphs['tertium']?.ttl).toBe(`${cacheSMaxAge}s`);
  });

  test('send the header of the revision only to Tertium', async () => {
    const [apollo, cosmo] = await Promise.all([
      configuration<{ headers: unknown; rhai: { main: string } }>('router.yaml'),
      configuration<{ headers: HeaderRules<{ named: string }> }>('cosmo.yaml'),
    ]);
    expect(apollo.headers).toEqual({
      subgraphs: { tertium: { request: [{ propagate: { named: revisionHeader } }] } },
    });
    expect(Object.keys(cosmo.headers.subgraphs)).toEqual(['tertium']);
    const { request = [], response = [] } = cosmo.headers.subgraphs['tertium'] ?? {};
    const names = [...request, ...response].map(({ named }) => named.toLowerCase());
    expect(names).toEqual([revisionHeader, revisionHeader]);
    const script = await readFile(new URL(apollo.rhai.main, example), 'utf8');
    const inScript = [...script.matchAll(/\["([a-z-]+)"\]/gu)].map(([, name]) => name);
    expect(new Set(inScript)).toEqual(new Set([revisionHeader]));
  });
});
