import { axisKinds, axisPredicates, type Claim, type Predicate } from '../graph/claim.js';
import { kindOfId, type Concept, type ConceptKind, type Dimension } from '../graph/concept.js';
import type { GraphView } from '../graph/ports/reading.js';
import { hasSpread } from '../graph/spreads/dimension-spread.js';
import { fold } from '../graph/text/fold.js';
import { ruleOf } from '../graph/values/value-rules.js';
import { allMaybe } from '../graph/work/maybe-promise.js';
import { readConcepts } from './base-edits.js';
import { isSameData } from './merge-members.js';
import type { EditResolution } from './resolution.js';

/** A stored question whose comparison may differ between two views. */
export interface TouchedQuestion {
  readonly question: string;
  /** The approaches that the question asks about: in the later view, if there are two or more; otherwise in the earlier view. */
  readonly approaches: readonly string[];
  /**
   * The axes whose rows may differ, with all equivalent axes of both views, sorted. All other rows of the comparison are
   * equal in both views. Empty if only the approaches themselves, or the list of approaches, changed.
   */
  readonly axes: readonly string[];
}

const axisPredicateList = Object.freeze(Object.values(axisPredicates)) as readonly Predicate[];
const axisKindSet: ReadonlySet<ConceptKind> = new Set(axisKinds);
const asks = { predicates: ['ASKS_ABOUT'] } as const;

/**
 * Finds the stored questions about two or more approaches whose comparisons may differ between two views, sorted by id. The
 * number of reads does not depend on the number of questions.
 * @param before the view on which the edits were resolved
 * @param after the view with the changes of the resolution
 */
export async function touchedQuestions(
  before: GraphView,
  after: GraphView,
  resolution: EditResolution,
): Promise<readonly TouchedQuestion[]> {
  return new TouchedRows(before, after, resolution).questions();
}

class TouchedRows {
  readonly #views: readonly [before: GraphView, after: GraphView];
  readonly #resolution: EditResolution;
  /** The axes whose rows may differ, by approach. */
  readonly #axesOf = new Map<string, Set<string>>();
  readonly #equivalents = new Map<string, readonly string[]>();

  constructor(before: GraphView, after: GraphView, resolution: EditResolution) {
    this.#views = [before, after];
    this.#resolution = resolution;
  }

  async questions(): Promise<readonly TouchedQuestion[]> {
    const { concepts } = this.#resolution;
    const claims = this.#changedClaims();
    for (const { subject, predicate, target } of claims) {
      if (target !== null && axisPredicateList.includes(predicate)) this.#touch(subject, target);
    }
    for (const { before, after } of concepts) {
      const id = (after ?? before)?.id;
      if (id !== undefined && kindOfId(id) === 'APPROACH') this.#touch(id);
    }
    await this.#closeOverEquivalents();
    await this.#touchAxes(await this.#axesForAll(claims));
    const labels = this.#changedLabels();
    if (labels.size > 0) await this.#touchNaming(labels);
    return this.#questionsAbout([...this.#axesOf.keys()], claims);
  }

  #changedClaims(): readonly Claim[] {
    return this.#resolution.claims.flatMap(({ before, after }) =>
      [before, after].flatMap((cited) => (cited ? [cited.claim] : [])),
    );
  }

  #touch(approach: string, axis?: string): void {
    const axes = this.#axesOf.get(approach) ?? new Set();
    this.#axesOf.set(approach, axis === undefined ? axes : axes.add(axis));
  }

  /** Adds the axes that are equivalent to touched axes, in either view. */
  async #closeOverEquivalents(): Promise<void> {
    await this.#loadEquivalents([...this.#axesOf.values()].flatMap((axes) => [...axes]));
    for (const axes of this.#axesOf.values()) {
      for (const axis of [...axes]) for (const each of this.#equivalentsOf(axis)) axes.add(each);
    }
  }

  /**
   * Finds the axes whose rows may differ for all approaches, because the axis, its equivalents or its spread changed.
   * @param claims the changed claims
   */
  async #axesForAll(claims: readonly Claim[]): Promise<readonly string[]> {
    const axes = new Set<string>();
    for (const { before, after } of this.#resolution.concepts) {
      const concept = after ?? before;
      if (concept && axisKindSet.has(concept.kind)) axes.add(concept.id);
    }
    for (const { predicate, subject, target } of claims) {
      if (predicate === 'EQUIVALENT_TO' && target !== null) axes.add(subject).add(target);
    }
    const measured = claims.flatMap(({ predicate, target }) =>
      predicate === 'HAS_VALUE' && target !== null ? [target] : [],
    );
    await this.#loadEquivalents([...measured, ...axes]);
    for (const axis of await this.#otherSpreads(measured.flatMap((each) => this.#equivalentsOf(each)))) {
      axes.add(axis);
    }
    return [...new Set([...axes].flatMap((axis) => this.#equivalentsOf(axis)))];
  }

  /** Finds the dimensions whose measured spans differ between the views. */
  async #otherSpreads(dimensions: readonly string[]): Promise<readonly string[]> {
    const [earlier, later] = await Promise.all(
      this.#views.map(async (view) => {
        const measured = [...(await readConcepts(view, dimensions)).values()].filter(
          (concept): concept is Dimension => concept.kind === 'DIMENSION' && hasSpread(concept),
        );
        const spreads = await view.spreads(measured);
        return new Map(measured.map(({ id }, index) => [id, spreads[index]?.span ?? null]));
      }),
    );
    return [...new Set(dimensions)].filter(
      (id) => !isSameData(earlier?.get(id) ?? null, later?.get(id) ?? null),
    );
  }

  /** Touches the rows of axes for every approach that has claims along them. */
  async #touchAxes(axes: readonly string[]): Promise<void> {
    for (const view of this.#views) {
      for (const list of await view.claimsToward(axes, { predicates: axisPredicateList })) {
        for (const { subject, target } of list) {
          for (const each of this.#equivalentsOf(target ?? '')) this.#touch(subject, each);
        }
      }
    }
  }

  /** Returns the folded names and aliases that name other concepts in the later view than in the earlier one. */
  #changedLabels(): ReadonlySet<string> {
    const labels = new Set<string>();
    for (const { before, after } of this.#resolution.concepts) {
      const [earlier, later] = [labelsOf(before), labelsOf(after)];
      for (const label of earlier) if (!later.has(label)) labels.add(label);
      for (const label of later) if (!earlier.has(label)) labels.add(label);
    }
    return labels;
  }

  /** Touches the rows in which an approach has a text or term that is one of these labels after folding. */
  async #touchNaming(labels: ReadonlySet<string>): Promise<void> {
    for (const view of this.#views) {
      const dimensions = await dimensionsWithWords(view);
      if (dimensions.length === 0) continue;
      const lists = await view.claimsToward(dimensions, { predicates: ['HAS_VALUE'] });
      const naming = lists
        .flat()
        .filter(({ value }) => wordsOf(value).some((word) => labels.has(fold(word))));
      await this.#loadEquivalents(naming.flatMap(({ target }) => target ?? []));
      for (const { subject, target } of naming) {
        for (const each of this.#equivalentsOf(target ?? '')) this.#touch(subject, each);
      }
    }
  }

  /** Loads the equivalents of axes in both views. */
  async #loadEquivalents(axes: readonly string[]): Promise<void> {
    const missing = [...new Set(axes)].filter((axis) => !this.#equivalents.has(axis));
    if (missing.length === 0) return;
    const lists = await allMaybe(this.#views.map((view) => view.equivalents(missing)));
    missing.forEach((axis, index) => {
      const all = new Set([axis, ...lists.flatMap((list) => list[index] ?? [])]);
      for (const each of all)
        this.#equivalents.set(each, [...new Set([...this.#equivalentsOf(each), ...all])]);
    });
  }

  #equivalentsOf(axis: string): readonly string[] {
    return this.#equivalents.get(axis) ?? [axis];
  }

  async #questionsAbout(
    approaches: readonly string[],
    claims: readonly Claim[],
  ): Promise<readonly TouchedQuestion[]> {
    const questions = new Set(
      claims.flatMap(({ subject, predicate }) => (predicate === 'ASKS_ABOUT' ? [subject] : [])),
    );
    const asking = await allMaybe(this.#views.map((view) => view.claimsToward(approaches, asks)));
    for (const { subject } of asking.flat(2)) questions.add(subject);
    const ids = [...questions].sort();
    const [earlier = [], later = []] = await allMaybe(this.#views.map((view) => view.claimsAbout(ids, asks)));
    return ids.flatMap((question, index) => {
      const [old, current] = [targetsOf(earlier[index]), targetsOf(later[index])];
      const asked = current.length >= 2 ? current : old;
      if (asked.length < 2) return [];
      const axes = new Set(asked.flatMap((approach) => [...(this.#axesOf.get(approach) ?? [])]));
      return [{ question, approaches: asked, axes: [...axes].sort() }];
    });
  }
}

/** The maximum number of dimensions whose texts and terms are searched for changed names. */
const maxDimensions = 100_000;

async function dimensionsWithWords(view: GraphView): Promise<readonly string[]> {
  const { items } = await view.conceptPage({
    kind: 'DIMENSION',
    orderBy: 'SLUG',
    filter: { valueTypes: ['TEXT', 'TERMS'] },
    first: maxDimensions,
    after: null,
  });
  return items.map(({ id }) => id);
}

function wordsOf(value: Claim['value']): readonly string[] {
  return (value && ruleOf(value).words?.of(value)) ?? [];
}

function labelsOf(concept: Concept | null): ReadonlySet<string> {
  return new Set(concept ? [concept.name, ...concept.aliases].map(fold) : []);
}

function targetsOf(claims: readonly Claim[] = []): readonly string[] {
  return [...new Set(claims.flatMap(({ target }) => target ?? []))];
}
