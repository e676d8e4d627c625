import { axisKinds, axisPredicates, type AxisKind } from '../../graph/claim.js';
import { kindOfId, type ConceptKind, type Dimension } from '../../graph/concept.js';
import {
  aboutTag,
  axisSlugTag,
  claimTag,
  claimedAxesTag,
  conceptNames,
  conceptTag,
  everyAxis,
  kindTag,
  linkTag,
  nameTag,
  namesAlongTag,
  slugTag,
  sourceTag,
  subjectTag,
  targetTag,
  type DependencyTag,
} from '../../graph/dependencies/dependency-tag.js';
import { hasSpread, type MeasuredSpread } from '../../graph/spreads/dimension-spread.js';
import type { Steps } from '../../graph/work/steps.js';
import type { TouchedTags } from '../log/revision-log.js';
import type { ChangedRows } from '../tables/changed-rows.js';
import { versionAt, type ConceptVersion } from '../tables/concept-table.js';
import type { GraphTables } from '../tables/graph-tables.js';
import type { ClaimRows } from './claim-rows.js';
import { equivalentsOf } from './equivalents.js';
import type { MeasuredSpreads } from './measured-spreads.js';

/** The maximum number of tags of a publication. A publication with more tags counts as touching every part of the graph. */
const maxTouched = 100_000;
const rowsPerStep = 256;
const slugsPerStep = 4_096;

/** The rows that are valid at a revision. */
interface RowsAt {
  readonly at: number;
  readonly rows: ClaimRows;
}

/** Two revisions of tables, and the changes between them. */
export interface PublishedChange {
  readonly tables: GraphTables;
  readonly before: RowsAt;
  readonly after: RowsAt;
  readonly changed: ChangedRows;
  readonly spreads: {
    readonly measured: MeasuredSpreads;
    readonly measure: (dimension: Dimension) => Steps<MeasuredSpread>;
  };
}

/**
 * Finds the tags of the parts of the graph that differ between two revisions, in steps.
 *
 * A cached result has the tags of the records from which it was computed. The meaning of a record can also depend on other
 * records: on equivalents of an axis, on the spread of a dimension, on concepts that a text names. A change of these other
 * records touches the tags of all records whose meaning changes, so that a cached result needs no further tags.
 * @returns null if too many parts differ
 */
export function* touchedTags(change: PublishedChange): Steps<TouchedTags> {
  return change.changed.hasOverflowed ? null : yield* new RevisionComparison(change).run();
}

/** The comparison of two revisions. */
class RevisionComparison {
  readonly #change: PublishedChange;
  readonly #tags = new Set<DependencyTag>();
  /** The rows whose tags have been added. */
  readonly #touchedRows = new Set<number>();

  constructor(change: PublishedChange) {
    this.#change = change;
  }

  *run(): Steps<TouchedTags> {
    const parts = [this.#claims(), this.#concepts(), this.#slugs(), this.#links(), this.#spreads()];
    for (const part of parts) {
      for (const _ of part) {
        if (this.#tags.size > maxTouched) return null;
        yield;
      }
    }
    return this.#tags.size > maxTouched ? null : this.#tags;
  }

  *#claims(): Steps<void> {
    for (const [index, row] of this.#change.changed.claims.entries()) {
      this.#touchClaim(row);
      if (index % rowsPerStep === rowsPerStep - 1) yield;
    }
  }

  *#concepts(): Steps<void> {
    const { tables, before, after, changed } = this.#change;
    const changedNames = new Set<string>();
    /** The concepts that are in only one of the revisions. */
    const addedOrEnded = new Set<string>();
    for (const id of changed.concepts) {
      const entry = tables.concepts.find(id);
      const old = versionAt(entry, before.at);
      const current = versionAt(entry, after.at);
      this.#touchConcept(id, old, current);
      for (const version of [old, current]) {
        if (version) this.#touchSlug(version.concept.kind, version.concept.slug);
      }
      for (const label of differenceOf(old?.labels ?? [], current?.labels ?? [])) changedNames.add(label);
      if (!old || !current) addedOrEnded.add(id);
      if (old?.foldedName !== current?.foldedName) yield* this.#changeName(id);
      // A changed dimension may have another unit or value type, so its measured spread is no longer valid.
      this.#change.spreads.measured.end(id, after.at);
      yield;
    }
    yield* this.#touchSlugsOf(addedOrEnded);
    for (const label of changedNames) this.#tags.add(nameTag(label));
    const named: number[] = [];
    yield* tables.claims.eachNaming(changedNames, (row) => {
      if (this.#isValid(row)) named.push(row);
    });
    for (const [index, row] of named.entries()) {
      this.#touchClaim(row);
      const target = tables.claims.targetOf(row);
      if (target >= 0) this.#tags.add(namesAlongTag(tables.concepts.entry(target).id));
      if (index % rowsPerStep === rowsPerStep - 1) yield;
    }
  }

  #touchSlug(kind: ConceptKind, slug: string): void {
    this.#tags.add(slugTag(kind, slug));
    if (isAxisKind(kind)) this.#tags.add(axisSlugTag(slug));
  }

  #touchConcept(id: string, old: ConceptVersion | undefined, current: ConceptVersion | undefined): void {
    this.#tags.add(conceptTag(id));
    const kind = (old ?? current)?.concept.kind;
    if (kind) this.#tags.add(kindTag(kind));
    // No result depends on an axis that did not exist. The first claims and equivalents of the axis touch other tags.
    if (old && kind && isAxisKind(kind)) this.#tags.add(everyAxis);
  }

  /** Touches all slugs that resolve to the given concepts, including former slugs and the slugs in the ids. */
  *#touchSlugsOf(ids: ReadonlySet<string>): Steps<void> {
    if (ids.size === 0) return;
    for (const id of ids) {
      const kind = kindOfId(id);
      if (kind) this.#touchSlug(kind, id.slice(id.indexOf('/') + 1));
    }
    let count = 0;
    for (const { kind, slug, concept } of this.#change.tables.concepts.slugs()) {
      if (ids.has(concept)) this.#touchSlug(kind, slug);
      if ((count += 1) % slugsPerStep === 0) yield;
    }
  }

  /** Touches the lists of claims whose order depends on the name of a concept: the lists that have claims about the concept. */
  *#changeName(id: string): Steps<void> {
    const { tables, before, after } = this.#change;
    const { claims, concepts } = tables;
    this.#tags.add(conceptNames);
    this.#tags.add(subjectTag(id));
    const rows = new Set([...before.rows.about(id), ...after.rows.about(id)]);
    let count = 0;
    for (const row of rows) {
      const target = claims.targetOf(row);
      const predicate = claims.namedPredicateOf(row);
      this.#tags.add(aboutTag(id, predicate));
      this.#tags.add(linkTag(id, target < 0 ? null : concepts.entry(target).id));
      if (target >= 0) this.#tags.add(targetTag(concepts.entry(target).id, predicate));
      this.#tags.add(sourceTag(concepts.entry(claims.sourceOf(row)).id));
      if ((count += 1) % rowsPerStep === 0) yield;
    }
  }

  *#slugs(): Steps<void> {
    for (const [index, { kind, slug, concept }] of this.#change.changed.slugs.entries()) {
      this.#touchSlug(kind, slug);
      this.#tags.add(conceptTag(concept));
      if (index % rowsPerStep === rowsPerStep - 1) yield;
    }
  }

  /** Touches tags where the equivalents of a concept, the questions about an approach, or the set of axes with claims change. */
  *#links(): Steps<void> {
    const { tables, before, after, changed } = this.#change;
    const { claims, concepts } = tables;
    const equivalent = new Set<string>();
    const questions = new Set<string>();
    const axes = new Map<string, AxisKind>();
    for (const row of changed.claims) {
      const predicate = claims.namedPredicateOf(row);
      const target = claims.targetOf(row);
      if (target < 0) continue;
      const subjectId = concepts.entry(claims.subjectOf(row)).id;
      const targetId = concepts.entry(target).id;
      if (predicate === 'EQUIVALENT_TO') equivalent.add(subjectId).add(targetId);
      if (predicate === 'ASKS_ABOUT') questions.add(subjectId);
      const kind = kindOfId(targetId);
      if (kind && isAxisKind(kind) && axisPredicates[kind] === predicate) axes.set(targetId, kind);
    }
    for (const id of changed.concepts) {
      const kind = kindOfId(id);
      if (kind && isAxisKind(kind)) axes.set(id, kind);
    }
    for (const id of equivalent) {
      for (const { rows } of [before, after]) {
        for (const each of equivalentsOf(id, tables, rows)) this.#tags.add(conceptTag(each));
      }
      const kind = kindOfId(id);
      if (kind && isAxisKind(kind)) this.#tags.add(everyAxis);
      yield;
    }
    for (const id of questions) {
      for (const { rows } of [before, after]) {
        rows.eachAbout(id, 'ASKS_ABOUT', (row) =>
          this.#tags.add(targetTag(this.#idOf(claims.targetOf(row)), 'ASKS_ABOUT')),
        );
      }
      yield;
    }
    for (const [id, kind] of axes) {
      if (this.#isClaimedAxis(id, kind, before) !== this.#isClaimedAxis(id, kind, after))
        this.#tags.add(claimedAxesTag(kind));
      yield;
    }
  }

  #isClaimedAxis(id: string, kind: AxisKind, { at, rows }: RowsAt): boolean {
    const entry = this.#change.tables.concepts.find(id);
    return (
      entry !== undefined && versionAt(entry, at) !== undefined && rows.hasToward(entry, axisPredicates[kind])
    );
  }

  /** Touches the dimensions whose measured spreads change. */
  *#spreads(): Steps<void> {
    const { tables, after, changed, spreads } = this.#change;
    const { claims, concepts } = tables;
    const approaches = new Map<number, Set<number>>();
    for (const row of changed.claims) {
      const target = claims.targetOf(row);
      if (target < 0 || claims.namedPredicateOf(row) !== 'HAS_VALUE') continue;
      const ofDimension = approaches.get(target);
      if (ofDimension) ofDimension.add(claims.subjectOf(row));
      else approaches.set(target, new Set([claims.subjectOf(row)]));
    }
    for (const [target, subjects] of approaches) {
      const { id } = concepts.entry(target);
      if (!spreads.measured.mustMeasure(id, subjects.size)) continue;
      const dimension = versionAt(concepts.entry(target), after.at)?.concept;
      if (dimension?.kind !== 'DIMENSION' || !hasSpread(dimension)) continue;
      const measured = yield* spreads.measure(dimension);
      if (spreads.measured.advance(id, after.at, measured)) this.#tags.add(conceptTag(id)).add(everyAxis);
    }
  }

  #touchClaim(row: number): void {
    if (this.#touchedRows.has(row)) return;
    this.#touchedRows.add(row);
    const { claims } = this.#change.tables;
    const subject = this.#idOf(claims.subjectOf(row));
    const predicate = claims.namedPredicateOf(row);
    const target = claims.targetOf(row);
    this.#tags.add(subjectTag(subject));
    this.#tags.add(aboutTag(subject, predicate));
    this.#tags.add(linkTag(subject, target < 0 ? null : this.#idOf(target)));
    if (target >= 0) this.#tags.add(targetTag(this.#idOf(target), predicate));
    this.#tags.add(sourceTag(this.#idOf(claims.sourceOf(row))));
    this.#tags.add(claimTag(claims.idOf(row)));
  }

  #idOf(concept: number): string {
    return this.#change.tables.concepts.entry(concept).id;
  }

  #isValid(row: number): boolean {
    const { tables, before, after } = this.#change;
    return tables.claims.isValid(row, before.at) || tables.claims.isValid(row, after.at);
  }
}

function isAxisKind(kind: ConceptKind): kind is AxisKind {
  return (axisKinds as readonly ConceptKind[]).includes(kind);
}

/** Returns the texts that are in exactly one of two lists. */
function differenceOf(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...one.filter((text) => !other.includes(text)), ...other.filter((text) => !one.includes(text))];
}
