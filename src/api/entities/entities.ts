import { GraphQLUnionType, type GraphQLSchema } from 'graphql';
import type { Claim } from '../../graph/claim.js';
import type { Slot } from '../../comparison/cells/slot.js';
import type { Concept } from '../../graph/concept.js';
import { TertiumError } from '../../graph/errors.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import { allMaybe, mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { conceptTypeNames } from '../concept/node.type.js';
import type { SchemaNames } from '../naming/schema-names.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { isInMemory } from '../request/view-memo.js';
import type { EntityDependencies } from '../request/entity-dependencies.js';
import { readRepresentation, type EntityReference } from './representation.js';
import { loadSlotContents, type SlotContent } from './slot-contents.js';

type Entity = Concept | Claim | SlotContent;

/** What `_entities` returns for the representation of an entity that does not exist: null, or null and an error. */
export type UnknownEntities = 'NULL' | 'ERROR';

/**
 * Sets the resolver of `_entities`, and the type resolver of its items. The resolver of `@apollo/subgraph` fails as a whole if one representation
 * is invalid, and it changes the objects.
 * @throws {TypeError} for a schema without the field `_entities`
 */
export function resolveEntities(subgraph: GraphQLSchema, names: SchemaNames, unknown: UnknownEntities): void {
  const field = subgraph.getQueryType()?.getFields()['_entities'];
  const union = subgraph.getType('_Entity');
  if (!field || !(union instanceof GraphQLUnionType))
    throw new TypeError('Expected a subgraph with the field _entities.');
  field.resolve = (
    _root,
    { representations }: { representations: readonly unknown[] },
    context: RequestContext,
  ) => {
    context.entities.begin(representations.length);
    return loadEntities(context, representations, names, unknown);
  };
  union.resolveType = names.resolverOf(entityTypeName) as never;
}

/**
 * Loads the entities of representations, in a number of batches that does not depend on the number of representations.
 * @returns one item for each representation, in order: the entity, null, or an error, which both executors report as the error of this item only
 */
function loadEntities(
  { published: view, entities: dependencies }: RequestContext,
  representations: readonly unknown[],
  names: SchemaNames,
  unknown: UnknownEntities,
): MaybePromise<readonly (Entity | TertiumError | null)[]> {
  const references = representations.map((each, index) => referenceOrError(each, index, names));
  // The slots are loaded without waiting, so that they and the other references are loaded in the same batches.
  const slotContents = loadSlots(view, references, dependencies);
  const others = allMaybe(
    references.map((reference, index) => dependencies.record(index, () => loadEntity(view, reference))),
  );
  return mapMaybe(allMaybe<unknown>([slotContents, others]), (loaded) => {
    const [contents, entities] = loaded as [
      readonly (SlotContent | null)[],
      readonly (Entity | TertiumError | null)[],
    ];
    let slot = 0;
    return references.map((reference, index) => {
      const entity = (isSlot(reference) ? contents[slot++] : entities[index]) ?? null;
      return entity === null && unknown === 'ERROR' ? notFound(representations[index], index) : entity;
    });
  });
}

/**
 * Loads the contents of the slots in one batch. In an in-memory view, which needs no batches, loads them one by one if the dependencies of
 * each representation are recorded separately.
 */
function loadSlots(
  view: RequestView,
  references: readonly (EntityReference | TertiumError)[],
  dependencies: EntityDependencies,
): MaybePromise<readonly (SlotContent | null)[]> {
  const slots = [...references.entries()].flatMap(([index, reference]): readonly IndexedSlot[] =>
    isSlot(reference) ? [{ index, slot: reference.slot }] : [],
  );
  if (slots.length === 0) return [];
  if (!dependencies.isSeparate || !isInMemory(view.view))
    return loadSlotContents(
      view,
      slots.map(({ slot }) => slot),
    );
  return mapMaybe(inSlices(loadEachSlot(view, slots, dependencies), view.pace), (contents) =>
    mapMaybe(allMaybe(contents), (lists) => lists.map(([content = null]) => content)),
  );
}

interface IndexedSlot {
  /** The index of the representation. */
  readonly index: number;
  readonly slot: Slot;
}

function* loadEachSlot(
  view: RequestView,
  slots: readonly IndexedSlot[],
  dependencies: EntityDependencies,
): Steps<readonly MaybePromise<readonly (SlotContent | null)[]>[]> {
  const contents: MaybePromise<readonly (SlotContent | null)[]>[] = [];
  for (const { index, slot } of slots) {
    contents.push(dependencies.record(index, () => loadSlotContents(view, [slot])));
    yield;
  }
  return contents;
}

function referenceOrError(
  representation: unknown,
  index: number,
  names: SchemaNames,
): EntityReference | TertiumError {
  try {
    return readRepresentation(representation, index, names);
  } catch (error) {
    if (error instanceof TertiumError) return error;
    throw error;
  }
}

function isSlot(
  reference: EntityReference | TertiumError,
): reference is Extract<EntityReference, { type: 'SLOT' }> {
  return !(reference instanceof TertiumError) && reference.type === 'SLOT';
}

/** Loads a concept or a claim. @returns null for a slot, for an id or slug that does not exist, and for a concept of another kind; an error unchanged */
function loadEntity(
  { loaders }: RequestView,
  reference: EntityReference | TertiumError,
): MaybePromise<Entity | TertiumError | null> {
  if (reference instanceof TertiumError) return reference;
  switch (reference.type) {
    case 'CONCEPT': {
      const { kind } = reference;
      return mapMaybe(loadConcept(loaders, reference.id), (concept) =>
        kind === null || concept?.kind === kind ? concept : null,
      );
    }
    case 'SLUG':
      return loaders.reference.load({ kind: reference.kind, reference: reference.slug });
    case 'CLAIM':
      return loaders.claim.load(reference.id);
    case 'SLOT':
      return null;
  }
}

function notFound(representation: unknown, index: number): TertiumError {
  const text = JSON.stringify(representation).slice(0, 80);
  return new TertiumError('NOT_FOUND', `representations[${index}]: there is no object for ${text}.`, {
    details: { argument: 'representations', index },
  });
}

/** Returns the canonical name of an entity's type. @throws {TertiumError} the error of a failed representation */
function entityTypeName(entity: Entity | TertiumError): string {
  // graphql-js reports an error among the items before it resolves the type. In a plan, the error causes the fallback to graphql-js.
  if (entity instanceof TertiumError) throw entity;
  if ('slot' in entity) return 'cells' in entity ? 'ComparisonRow' : 'Cell';
  return 'kind' in entity ? conceptTypeNames[entity.kind] : 'Claim';
}
