import { closest } from 'fastest-levenshtein';
import {
  conceptKinds,
  kindInWords,
  kindsInWords,
  type Concept,
  type ConceptKind,
} from '../../graph/concept.js';
import type { DocumentText } from '../forms/document-text.js';
import { inWords, type DocumentPart } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';

/** A concept that a document declares. */
export interface DeclaredConcept {
  readonly kind: ConceptKind;
  readonly id: string;
  readonly slug: string;
  /** Null where it has problems of its own: it is known then, but not understood. */
  readonly concept: Concept | null;
  readonly part: DocumentPart;
  /** Slugs that lead to it beside the present one and the first. */
  readonly formerSlugs: readonly string[];
  /** Of a source, the texts that are kept with it. */
  readonly texts: readonly DocumentText[];
}

/** All that the documents declare; what they refer to is among it. */
export class DeclaredConcepts {
  readonly #byId = new Map<string, DeclaredConcept>();
  readonly #bySlug = new Map<string, DeclaredConcept>();
  readonly #byFormerSlug = new Map<string, DeclaredConcept>();

  /** In the order of the documents. */
  get all(): Iterable<DeclaredConcept> {
    return this.#byId.values();
  }

  /** Adds a concept, unless another one has its slug or its id. */
  add(declared: DeclaredConcept, problems: ProblemList): void {
    const { kind, id, slug, part } = declared;
    const sameSlug = this.#leadsElsewhere(kind, slug);
    const sameId = this.#byId.get(id);
    if (sameSlug) {
      const expected = `a slug that no other ${kindInWords(kind)} has`;
      problems.add(part.at('slug'), expected, `${inWords(slug)}, as in ${placeInWords(sameSlug.part)}`);
    } else if (sameId) {
      const expected = `an id that no other ${kindInWords(kind)} has`;
      problems.add(part.at('id'), expected, `${inWords(id)}, as in ${placeInWords(sameId.part)}`);
    } else {
      this.#bySlug.set(slugKey(kind, slug), declared);
      this.#byId.set(id, declared);
      this.#addFormerSlugs(declared, problems);
    }
  }

  #addFormerSlugs(declared: DeclaredConcept, problems: ProblemList): void {
    const { kind, formerSlugs, part } = declared;
    for (const [index, slug] of formerSlugs.entries()) {
      const other = this.#leadsElsewhere(kind, slug);
      if (!other || other === declared) this.#byFormerSlug.set(slugKey(kind, slug), declared);
      else {
        const expected = `a slug that no other ${kindInWords(kind)} has`;
        problems.add(
          part.at('formerSlugs', index),
          expected,
          `${inWords(slug)}, as in ${placeInWords(other.part)}`,
        );
      }
    }
  }

  #leadsElsewhere(kind: ConceptKind, slug: string): DeclaredConcept | undefined {
    return this.#bySlug.get(slugKey(kind, slug)) ?? this.#byFormerSlug.get(slugKey(kind, slug));
  }

  /** The concept of one of some kinds that a part names, by slug, or by id where it has a slash. */
  find(
    reference: DocumentPart,
    kinds: readonly ConceptKind[],
    problems: ProblemList,
  ): DeclaredConcept | undefined {
    const name = String(reference.value);
    const isId = name.includes('/');
    const found = isId
      ? [this.#byId.get(name)].filter((one) => one !== undefined && kinds.includes(one.kind))
      : kinds.map((kind) => this.#bySlug.get(slugKey(kind, name))).filter((one) => one !== undefined);
    if (found.length === 1) return found[0];
    if (problems.isFull) return undefined;
    if (found.length > 1) {
      const ids = found.map((one) => one?.id).join(' or ');
      problems.add(reference, `an id, ${ids}`, `${inWords(name)}, which is the slug of either`);
      return undefined;
    }
    const form = isId ? 'id' : 'slug';
    problems.add(
      reference,
      `the ${form} of ${kindsInWords(kinds)} that the documents declare${this.#nearest(name, kinds, form)}`,
      inWords(name) + this.#otherKind(name),
    );
    return undefined;
  }

  /** What else has a slug or an id, where it is not of the kind that was expected. */
  #otherKind(name: string): string {
    const others = conceptKinds.filter((kind) => this.#bySlug.has(slugKey(kind, name)));
    const byId = this.#byId.get(name);
    if (byId) others.push(byId.kind);
    return others.length === 0 ? '' : `, which is ${kindsInWords(others)}`;
  }

  #nearest(name: string, kinds: readonly ConceptKind[], form: 'id' | 'slug'): string {
    const known = [...this.all].filter(({ kind }) => kinds.includes(kind)).map((one) => one[form]);
    return known.length === 0 ? '' : ` (the nearest is ${inWords(closest(name, known))})`;
  }
}

function slugKey(kind: ConceptKind, slug: string): string {
  return `${kind} ${slug}`;
}

/** A place in words, for messages about another one. */
export function placeInWords({ document, place }: DocumentPart): string {
  return `${document.name}:${place.line}:${place.column}`;
}
