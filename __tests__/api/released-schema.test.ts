/** Tests that docs/api-policy.md lists every breaking change of the schema since the last release, and that deprecations follow this policy. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { CriticalityLevel, diff, type Change } from '@graphql-inspector/core';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  visit,
  type GraphQLSchema,
} from 'graphql';

const root = new URL('../../', import.meta.url);
const read = (file: string): Promise<string> => readFile(new URL(file, root), 'utf8');
const [released, current, policy, changelog] = await Promise.all(
  ['schema.released.graphql', 'schema.graphql', 'docs/api-policy.md', 'CHANGELOG.md'].map(read),
);

const schemaOf = (sdl = ''): GraphQLSchema => buildSchema(sdl, { assumeValidSDL: true });

/** The directives on which other subgraphs depend. GraphQL Inspector does not report their removal as a breaking change. */
const promisedDirectives = /\.@(?:key|shareable)$/u;

/** Whether a change can break a client or another subgraph. */
function isBreaking({ criticality, type, path = '' }: Change): boolean {
  return (
    criticality.level === CriticalityLevel.Breaking ||
    (String(type).startsWith('DIRECTIVE_USAGE_') &&
      String(type).endsWith('_REMOVED') &&
      promisedDirectives.test(path))
  );
}

async function breakingChanges(
  before: string | undefined,
  after: string | undefined,
): Promise<readonly string[]> {
  const changes = await diff(schemaOf(before), schemaOf(after));
  return changes
    .filter(isBreaking)
    .map(({ message }) => message)
    .sort();
}

/** Returns the rows of the table of breaking changes. */
function listedChanges(page = ''): readonly { date: string; change: string; reason: string }[] {
  const [, table = ''] = page.split('## Breaking changes since the last release');
  return [...table.matchAll(/^\| (\d{4}-\d{2}-\d{2}) +\| (.+?) +\| (.+?) +\|$/gmu)].map(
    ([, date = '', change = '', reason = '']) => ({ date, change, reason }),
  );
}

/** Creates a function that removes the definitions of one kind with one name from SDL. */
const without =
  (kind: Kind, name: string) =>
  (sdl: string): string =>
    print(
      visit(parse(sdl), {
        enter: (node) =>
          node.kind === kind && 'name' in node && node.name?.value === name ? null : undefined,
      }),
    );

describe('The schema', () => {
  test('has exactly the breaking changes since the last release that docs/api-policy.md lists, each with a date and a reason', async () => {
    const listed = listedChanges(policy);
    expect(listed.map(({ change }) => change).sort()).toEqual(await breakingChanges(released, current));
    for (const { date, reason } of listed) {
      expect(new Date(date).toISOString()).toMatch(new RegExp(`^${date}`, 'u'));
      expect(reason.length).toBeGreaterThan(40);
    }
  });

  test('is compared with the schema of the newest release', () => {
    const [, version] = /^## \[(\d+\.\d+\.\d+)\]/mu.exec(changelog ?? '') ?? [];
    expect(released).toMatch(
      new RegExp(`^# The schema of release ${version?.replaceAll('.', '\\.')}\\. `, 'u'),
    );
  });

  test.each([
    ['a removed field', without(Kind.FIELD_DEFINITION, 'slug')],
    ['a new required argument', (sdl: string) => sdl.replace('nodes(', 'nodes(\n    kind: String!')],
    ['a removed value of an enum', without(Kind.ENUM_VALUE_DEFINITION, 'NOT_STATED')],
    ['a removed key', (sdl: string) => sdl.replace(' @key(fields: "slot")', '')],
  ])('would have a breaking change with %s', async (_, change) => {
    const changed = change(current ?? '');
    expect(changed).not.toBe(current);
    expect(await breakingChanges(current, changed)).not.toEqual([]);
  });

  test('has no breaking change with new fields and types', async () => {
    const grown = `${current}\ntype New { id: ID! }\nextend type Query { new: New }`;
    expect(await breakingChanges(current, grown)).toEqual([]);
  });
});

/** The form of the reason of `@deprecated`. */
const reasonForm =
  /^Deprecated since (\d{4}-\d{2}-\d{2}), removed from (\d{4}-\d{2}-\d{2}) at the earliest: .+\.$/u;
const leastDays = 181;
const msPerDay = 24 * 60 * 60 * 1_000;

/** Returns the names of a schema's deprecated elements that do not follow the policy. */
function badDeprecations(schema: GraphQLSchema): readonly string[] {
  const elements: { name: string; deprecationReason?: string | null | undefined }[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) elements.push(...type.getValues());
    if (isInputObjectType(type)) elements.push(...Object.values(type.getFields()));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) elements.push(field, ...field.args);
  }
  return elements
    .filter(
      ({ deprecationReason: reason }) => reason !== null && reason !== undefined && !followsPolicy(reason),
    )
    .map(({ name }) => name);
}

function followsPolicy(reason: string): boolean {
  const [, since = '', until = ''] = reasonForm.exec(reason) ?? [];
  const days = (new Date(until).getTime() - new Date(since).getTime()) / msPerDay;
  return days >= leastDays;
}

describe('Deprecations', () => {
  test('have the two dates and the replacement that docs/api-policy.md describes', () => {
    expect(badDeprecations(schemaOf(current))).toEqual([]);
    expect(policy).toMatch(
      /`Deprecated since 2026-11-30, removed from 2027-05-31 at the earliest: use "slug"\.`/u,
    );
  });

  test.each([
    ['Deprecated since 2026-11-30, removed from 2027-05-31 at the earliest: use "slug".', []],
    ['Use "slug".', ['old']],
    ['Deprecated since 2026-11-30, removed from 2027-01-31 at the earliest: use "slug".', ['old']],
    ['Deprecated since 2026-11-30, removed from 2027-05-31 at the earliest: .', ['old']],
  ])('with the reason %s do not follow the policy for the elements %j', (reason, expected) => {
    const schema = buildSchema(
      `type Query { slug: String old: String @deprecated(reason: ${JSON.stringify(reason)}) }`,
    );
    expect(badDeprecations(schema)).toEqual(expected);
  });
});
