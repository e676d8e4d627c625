import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getOperationAST,
  graphql,
  Kind,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { Plans } from '../../../src/api/execution/plans.js';
import { estimateOperation } from '../../../src/api/limits/estimate/estimate-operation.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import { baseEdits } from '../../../src/editing/base-edits.js';
import type { Edit, StoredEdit } from '../../../src/editing/edit.js';
import { Resolutions } from '../../../src/editing/resolutions.js';
import { touchedIds } from '../../../src/editing/named-by-edit.js';
import { OpenChangesets } from '../../../src/editing/open-changesets.js';
import { resolveEdits } from '../../../src/editing/resolve-edits.js';
import { anonymous, commandLine, type Rights } from '../../../src/graph/access/rights.js';
import type { Changeset } from '../../../src/graph/ports/changesets.js';
import type { GraphRevision } from '../../../src/graph/ports/history.js';
import type { GraphReader, GraphView } from '../../../src/graph/ports/reading.js';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { Choices, numbersFrom } from '../../../scripts/fuzz/choices.js';
import { fillGraph } from '../../../scripts/fuzz/graph.js';
import { operationFrom, type Variables } from '../../../scripts/fuzz/operations.js';
import { readVocabulary, type Vocabulary } from '../../../scripts/fuzz/vocabulary.js';
import { contentOf, RandomPublications } from '../../support/random-publications.js';
import { recordedOperations } from '../../support/recorded-operations.js';
import { seedFolder } from '../../support/seed.js';
import { eachStore, inMemoryStore, type TestStore } from '../../support/stores.js';
import { runs, sampleOf } from '../../support/test-run.js';

const schema = createSchema();
const plans = new Plans(schema);
const author = { principal: null, name: 'An editor', onBehalfOf: null, model: null };
const everything = commandLine(author.name);
const maxCost = 3_000;

interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** Root fields that cannot select a view. */
const withoutArgument = new Set(['node', '_entities', '__schema', '__type']);

const viewArguments = new Set(['at', 'asOf', 'with']);

/**
 * Whether an operation has an argument `with`. Generated arguments name unknown changesets. If several fields reject such a changeset, the
 * field whose look-up ends first determines the error, so the response can differ from run to run.
 */
function selectsChangesets({ document }: Operation): boolean {
  let isSelecting = false;
  visit(document, {
    Argument(node) {
      if (node.name.value === 'with') isSelecting = true;
    },
  });
  return isSelecting;
}

/** Adds `with` to the root fields that have this argument. @returns null if a root field selects a view, or is in `withoutArgument` */
function withChangesets(operation: Operation, ids: readonly string[]): Operation | null {
  const types = new TypeInfo(schema);
  let isPossible = true;
  const document = visit(
    operation.document,
    visitWithTypeInfo(types, {
      Field(node) {
        if (types.getParentType() !== schema.getQueryType()) return undefined;
        const { value: name } = node.name;
        const names = (node.arguments ?? []).map((argument) => argument.name.value);
        if (withoutArgument.has(name) || names.some((each) => viewArguments.has(each))) isPossible = false;
        if (!types.getFieldDef()?.args.some((argument) => argument.name === 'with')) return undefined;
        return {
          ...node,
          arguments: [
            ...(node.arguments ?? []),
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: 'with' },
              value: { kind: Kind.LIST, values: ids.map((value) => ({ kind: Kind.STRING, value })) },
            },
          ],
        };
      },
    }),
  );
  const chosen = getOperationAST(document, operation.operation.name?.value);
  return isPossible && chosen ? { ...operation, document, operation: chosen } : null;
}

/** Computes the response to an operation: the bytes that its plan writes, or the result of graphql-js if no plan can execute the operation. */
async function respond(
  operation: Operation,
  reader: GraphReader,
  changesets: OpenChangesets | null = null,
  rights: Rights = everything,
): Promise<string> {
  const open = (): Promise<RequestContext> =>
    RequestContext.open(reader, {}, undefined, undefined, null, { rights, editing: null, changesets });
  const { document, variables } = operation;
  const planned = await plans.execute(document, operation.operation, variables, await open());
  if (planned) {
    const text = planned.bytes.toString();
    planned.release?.();
    return text;
  }
  const name = operation.operation.name?.value;
  const result = await graphql({
    schema,
    source: print(document),
    variableValues: variables,
    ...(name !== undefined && { operationName: name }),
    contextValue: await open(),
  });
  return JSON.stringify(result);
}

/** Replaces the time and the epoch of a revision in a response, in values and in cursors. */
function without(text: string, { time, epoch }: Pick<GraphRevision, 'time' | 'epoch'>): string {
  const fixed = (part: string): string => part.replaceAll(time, 'time').replaceAll(epoch, 'epoch');
  return fixed(text).replace(/"([\w-]{12,})"/gu, (whole, encoded: string) => {
    const decoded = Buffer.from(encoded, 'base64url').toString();
    return decoded.includes(epoch) ? `"${fixed(decoded)}"` : whole;
  });
}

describe.each(eachStore)('Changesets over a graph on $name', (kind) => {
  let graph: TestStore;
  let database: GraphStore;
  let vocabulary: Vocabulary;
  let changesets: OpenChangesets;
  const publications = new RandomPublications();
  beforeAll(async () => {
    graph = await inMemoryStore(kind).open();
    await fillGraph(graph.store, seedFolder);
    database = await openStore(graph.url);
    vocabulary = await readVocabulary(schema, database.reader);
    changesets = new OpenChangesets(database.changesets, new Resolutions(database));
  });
  afterAll(async () => {
    await database.close();
    await graph.close();
  });

  const newest = async (reader: GraphReader): Promise<GraphView> => (await reader.openView()) as GraphView;

  /** Collects recorded operations, and then random operations with a low cost. */
  async function operations(count: number, seed: number): Promise<readonly Operation[]> {
    const found: Operation[] = sampleOf(await recordedOperations(), 5).map((source) => {
      const document = parse(source);
      return { document, operation: getOperationAST(document) as OperationDefinitionNode, variables: {} };
    });
    const statistics = await (await newest(database.reader)).statistics();
    for (let next = seed; found.length < count; next += 1) {
      const { source, operationName, sequence } = operationFrom(schema, vocabulary, numbersFrom(next, 400));
      const document = parse(source);
      const operation =
        validate(schema, document).length > 0 ? null : getOperationAST(document, operationName);
      const variables = sequence[0] ?? {};
      try {
        if (
          operation &&
          estimateOperation(schema, document, operation, variables, statistics).cost <= maxCost
        )
          found.push({ document, operation, variables });
      } catch {
        // An operation that cannot be estimated is skipped.
      }
    }
    return found.slice(0, count);
  }

  /** Opens a changeset with random edits, which have no problems. */
  async function openRandom(choices: Choices, size: number): Promise<Changeset> {
    const content = await contentOf(database.reader);
    const changes = new Map<string, Change>();
    for (let index = 0; index < size; index += 1) {
      for (const change of publications.next(choices, content)) changes.set(keyOf(change), change);
    }
    const view = await newest(database.reader);
    let stored = await baseEdits(view, [...changes.values()].flatMap(editOf), 1);
    for (;;) {
      const { problems } = await resolveEdits(view, stored);
      const refused = new Set(problems.map(({ edit }) => edit));
      if (refused.size === 0) break;
      stored = stored.filter(({ number }) => !refused.has(number));
    }
    const edits = stored.map((each: StoredEdit) => ({
      edit: each.edit,
      base: each.base,
      touches: touchedIds(each),
    }));
    const { changeset } = await database.changesets.open({ kind: 'EDIT', title: 'Edits', author, edits });
    return changeset;
  }

  /** Submits, approves and publishes a changeset. @returns the new revision; null if the changeset changes nothing */
  async function publish({ id }: Changeset): Promise<GraphRevision | null> {
    await database.changesets.transition({ changeset: id, state: 'SUBMITTED' });
    const { changeset } = await database.changesets.review({
      changeset: id,
      reviewer: author,
      verdict: 'APPROVE',
      comment: null,
      edits: [],
    });
    const { resolution } = await changesets.over(await newest(database.reader), changeset);
    const note = { author: author.name, message: 'Edits', origin: 'EDIT' } as const;
    const { revision } = await graph.store.apply(resolution.changes, note, {
      publishes: { changeset: id, version: changeset.version },
    });
    return revision;
  }

  test('lead to the same responses before and after their publication, except for the time and the epoch of the revision', async () => {
    let compared = 0;
    for (let round = 0; round < runs(10, 1); round += 1) {
      const choices = new Choices(numbersFrom(round + 40, 2_000));
      const changeset = await openRandom(choices, 15);
      const previews: { operation: Operation; texts: readonly string[] }[] = [];
      for (const operation of await operations(runs(500, 16) / runs(10, 1), round * 10_000)) {
        const preview = withChangesets(operation, [changeset.id]);
        if (!preview) continue;
        const texts: string[] = [];
        for (const { reader } of [graph.store, database])
          texts.push(await respond(preview, reader, changesets));
        previews.push({ operation, texts });
      }
      const pending = (await changesets.over(await newest(database.reader), changeset)).view.revision;
      const published = await publish(changeset);
      if (!published) continue;
      for (const { operation, texts } of previews) {
        const expected = without(await respond(operation, database.reader), published);
        for (const text of texts) {
          if (without(text, pending) !== expected)
            throw new Error(
              `Expected\n${expected}\nwith the changeset, got\n${without(text, pending)}\nfor ${print(operation.document)}`,
            );
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(10);
  }, 600_000);

  test('do not change the response to an operation that does not select them', async () => {
    const generated = await operations(runs(1_000, 60), 500_000);
    const all = generated.filter((operation) => !selectsChangesets(operation)).slice(0, runs(500, 16));
    expect(all).toHaveLength(runs(500, 16));
    const before: string[] = [];
    for (const operation of all) before.push(await respond(operation, graph.store.reader, changesets));
    const open: Changeset[] = [];
    for (let index = 0; index < runs(200, 8); index += 1)
      open.push(await openRandom(new Choices(numbersFrom(index + 4_000, 500)), 4));
    for (const [index, operation] of all.entries()) {
      const preview = withChangesets(operation, [open[index % open.length]?.id ?? '']);
      if (preview) await respond(preview, graph.store.reader, changesets);
      expect(await respond(operation, graph.store.reader, changesets)).toBe(before[index]);
    }
  }, 600_000);

  test('cannot be read without the right to see them, if they are unknown, or once they are published', async () => {
    const changeset = await openRandom(new Choices(numbersFrom(77, 500)), 3);
    const read = async (ids: readonly string[], rights = everything): Promise<unknown> => {
      const document = parse(`{ approaches(first: 1, with: ${JSON.stringify(ids)}) { totalCount } }`);
      const operation = getOperationAST(document) as OperationDefinitionNode;
      const text = await respond(
        { document, operation, variables: {} },
        graph.store.reader,
        changesets,
        rights,
      );
      const { errors } = JSON.parse(text) as { errors?: readonly { message: string }[] };
      return errors?.[0]?.message;
    };
    const unknown = (id: string): string =>
      `with: expected the id of an open changeset, got "${id}". The query "changesets" lists the changesets.`;
    expect(await read([changeset.id])).toBeUndefined();
    expect(await read([changeset.id], anonymous('request'))).toBe(unknown(changeset.id));
    expect(await read([changeset.id], { ...anonymous('request'), preview: changeset.id })).toBeUndefined();
    expect(await read(['changeset/none'])).toBe(unknown('changeset/none'));
    expect(await read([changeset.id, changeset.id])).toMatch(/expected each changeset once/u);
    const published = await publish(changeset);
    expect(await read([changeset.id])).toContain(`is published. Read revision ${published?.number} instead.`);
  });
});

function keyOf(change: Change): string {
  switch (change.type) {
    case 'putConcept':
      return change.concept.id;
    case 'putClaim':
      return JSON.stringify([change.claim.subject, change.claim.predicate, change.claim.target]);
    case 'putText':
      return change.text.hash;
    case 'completeSource':
      return change.source;
    default:
      return change.id;
  }
}

function editOf(change: Change): readonly Edit[] {
  switch (change.type) {
    case 'putConcept':
    case 'putClaim':
    case 'putText':
    case 'endClaim':
      return [change];
    case 'endConcept':
      return [{ ...change, withClaims: true }];
    case 'completeSource':
      return [];
  }
}
