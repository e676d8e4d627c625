import { closest } from 'fastest-levenshtein';
import {
  conceptKinds,
  kindInWords,
  kindsInWords,
  type Concept,
  type ConceptKind,
} from '../../graph/concept.js';
import type { DocumentText } from '../forms/concept-forms.js';
import { printJson, type DocumentPart } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';

/** A concept that a document declares. */
export interface DeclaredConcept {
  readonly kind: ConceptKind;
  readonly id: string;
  readonly slug: string;
  /**
   * The concept; null if it has problems. A concept with problems is still declared, so that references to
   * it are not reported as problems.
   */
  readonly concept: Concept | null;
  readonly part: DocumentPart;
  /** The slugs of the concept, except the current and the first slug. */
  readonly formerSlugs: readonly string[];
  /** The stored texts of a source; empty for other kinds. */
  readonly texts: readonly DocumentText[];
}

/** The concepts that a set of documents declares. Resolves references to these concepts. */
export class DeclaredConcepts {
  readonly #byId = new Map<string, DeclaredConcept>();
  readonly #bySlug = new Map<string, DeclaredConcept>();
  readonly #byFormerSlug = new Map<string, DeclaredConcept>();
  /** By the kinds and the name of a reference that was not found, the text about the nearest slug or id: a search of all concepts takes long. */
  readonly #nearestCache = new Map<string, string>();

  /** All concepts in the order of the documents. */
  get all(): Iterable<DeclaredConcept> {
    return this.#byId.values();
  }

  /** Finds the valid concept with an id; null if there is none. */
  withId(id: string): Concept | null {
    return this.#byId.get(id)?.concept ?? null;
  }

  /**
   * Adds a concept. If another concept has the slug or the id, adds a problem instead. Also adds a problem for each former slug
   * that another concept has.
   */
  add(declared: DeclaredConcept, problems: ProblemList): void {
    const { kind, id, slug, part } = declared;
    const sameSlug = this.#ownerOfSlug(kind, slug);
    const sameId = this.#byId.get(id);
    if (sameSlug) {
      const expected = `a slug that no other ${kindInWords(kind)} has`;
      problems.add(part.at('slug'), expected, `${printJson(slug)}, as in ${printLocation(sameSlug.part)}`);
    } else if (sameId) {
      const expected = `an id that no other ${kindInWords(kind)} has`;
      problems.add(part.at('id'), expected, `${printJson(id)}, as in ${printLocation(sameId.part)}`);
    } else {
      this.#bySlug.set(slugKey(kind, slug), declared);
      this.#byId.set(id, declared);
      this.#addFormerSlugs(declared, problems);
    }
  }

  #addFormerSlugs(declared: DeclaredConcept, problems: ProblemList): void {
    const { kind, formerSlugs, part } = declared;
    for (const [index, slug] of formerSlugs.entries()) {
      const other = this.#ownerOfSlug(kind, slug);
      if (!other || other === declared) this.#byFormerSlug.set(slugKey(kind, slug), declared);
      else {
        const expected = `a slug that no other ${kindInWords(kind)} has`;
        problems.add(
          part.at('formerSlugs', index),
          expected,
          `${printJson(slug)}, as in ${printLocation(other.part)}`,
        );
      }
    }
  }

  #ownerOfSlug(kind: ConceptKind, slug: string): DeclaredConcept | undefined {
    return this.#bySlug.get(slugKey(kind, slug)) ?? this.#byFormerSlug.get(slugKey(kind, slug));
  }

  /**
   * Resolves a reference: an id if the text has a slash, otherwise a current slug. If the reference does not match exactly one
   * concept of the given kinds, adds a problem, unless the list of problems is full, and returns undefined.
   */
  find(
    reference: DocumentPart,
    kinds: readonly ConceptKind[],
    problems: ProblemList,
  ): DeclaredConcept | undefined {
    const name = String(reference.value);
    const isId = name.includes('/');
    const found = isId
      ? [this.#byId.get(name)].filter((concept) => concept !== undefined && kinds.includes(concept.kind))
      : kinds.map((kind) => this.#bySlug.get(slugKey(kind, name))).filter((concept) => concept !== undefined);
    if (found.length === 1) return found[0];
    if (problems.isFull) return undefined;
    if (found.length > 1) {
      const ids = found.map((concept) => concept?.id).join(' or ');
      problems.add(reference, `an id, ${ids}`, `${printJson(name)}, which is ambiguous`);
      return undefined;
    }
    const referenceType = isId ? 'id' : 'slug';
    problems.add(
      reference,
      `the ${referenceType} of ${kindsInWords(kinds)} that the documents declare${this.#nearest(name, kinds, referenceType)}`,
      printJson(name) + this.#otherKind(name),
    );
    return undefined;
  }

  /**
   * A text to append to a problem, with the kinds of the concepts that have this slug or id; empty for
   * none.
   */
  #otherKind(name: string): string {
    const others = conceptKinds.filter((kind) => this.#bySlug.has(slugKey(kind, name)));
    const byId = this.#byId.get(name);
    if (byId) others.push(byId.kind);
    return others.length === 0 ? '' : `, which is ${kindsInWords(others)}`;
  }

  #nearest(name: string, kinds: readonly ConceptKind[], referenceType: 'id' | 'slug'): string {
    const key = `${kinds.join()} ${name}`;
    const nearest = this.#nearestCache.get(key) ?? this.#findNearest(name, kinds, referenceType);
    this.#nearestCache.set(key, nearest);
    return nearest;
  }

  #findNearest(name: string, kinds: readonly ConceptKind[], referenceType: 'id' | 'slug'): string {
    const candidates = [...this.all]
      .filter(({ kind }) => kinds.includes(kind))
      .map((concept) => concept[referenceType]);
    return candidates.length === 0 ? '' : ` (the nearest is ${printJson(closest(name, candidates))})`;
  }
}

function slugKey(kind: ConceptKind, slug: string): string {
  return `${kind} ${slug}`;
}

/** Prints the location of a part as FILE:LINE:COLUMN. */
export function printLocation({ document, location }: DocumentPart): string {
  return `${document.name}:${location.line}:${location.column}`;
}
