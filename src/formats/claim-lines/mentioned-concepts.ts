import {
  conceptId,
  isSlug,
  kindsInWords,
  type Concept,
  type ConceptKind,
  type ConceptOf,
} from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { measureKeys, type MeasureFields, type Mention } from './claim-line-shape.js';
import { conceptForms, type ConceptFields } from '../forms/concept-forms.js';
import { DocumentPart, inWords, type PartPath } from '../input/document-part.js';
import { readKnownConcepts, type KnownConcepts } from '../import/known-concepts.js';
import type { ProblemList } from '../input/problem-list.js';
import { readShape } from '../forms/shapes.js';
import { slugOfName } from '../import/slug-of-name.js';

/** A concept that lines mention. */
export interface MentionedConcept<Kind extends ConceptKind> {
  readonly concept: ConceptOf<Kind>;
  /** The line that it came into being by, in words; null where the graph has it already. */
  readonly firstLine: string | null;
}

/** What a mention says of a concept by which it can be found. */
interface Naming {
  readonly slug: string | undefined;
  readonly name: string | undefined;
}

const none: readonly never[] = Object.freeze([]);

/** Keys of a concept in a document that a mention does not have: what says them stands beside it in the line. */
const strayKeys = ['id', 'formerSlugs', 'claims', 'texts', ...measureKeys];

/**
 * The concepts of one kind that lines mention, by name or by slug. One comes into being by its first mention,
 * unless the graph has it: then it is taken as it is. Memory grows with the concepts, not with the mentions.
 */
export class MentionedConcepts<Kind extends ConceptKind> {
  readonly #kind: Kind;
  readonly #view: GraphView;
  readonly #problems: ProblemList;
  /** By what was written; null where that was not understood, and has been reported. */
  readonly #met = new Map<string, MentionedConcept<Kind> | null>();
  readonly #byId = new Map<string, MentionedConcept<Kind>>();
  readonly #bySlug = new Map<string, MentionedConcept<Kind>>();
  readonly #byName = new Map<string, MentionedConcept<Kind>[]>();
  /** The slugs that names make, of those that were asked for last. */
  readonly #slugs = new Map<string, string>();
  #known: KnownConcepts<Kind> = { bySlug: () => undefined, named: () => none };
  #fresh: ConceptOf<Kind>[] = [];

  constructor(kind: Kind, view: GraphView, problems: ProblemList) {
    this.#kind = kind;
    this.#view = view;
    this.#problems = problems;
  }

  /** The ids of all that were mentioned. */
  get ids(): ReadonlySet<string> {
    return new Set([...this.#met.values()].flatMap((mentioned) => mentioned?.concept.id ?? []));
  }

  /** Asks the graph, once for all of them, for what is mentioned here and was not before. Comes before `find`. */
  async learn(mentions: readonly Mention[]): Promise<void> {
    this.#slugs.clear();
    const slugs = new Set<string>();
    const names = new Set<string>();
    for (const mention of mentions) {
      if (this.#met.has(keyOf(mention))) continue;
      const { slug, name } = namingOf(mention);
      if (slug !== undefined) slugs.add(slug);
      else if (name !== undefined) {
        names.add(name);
        slugs.add(this.#slugOf(name));
      }
    }
    if (slugs.size === 0) return;
    const askable = [...slugs].filter(isSlug);
    this.#known = await readKnownConcepts(this.#view, this.#kind, askable, [...names]);
  }

  /**
   * The concept that a member of a line mentions; null where it is not understood: then the problems say why.
   * @param beside what the line says of it in members of its own
   */
  find(
    line: DocumentPart,
    member: string,
    mention: Mention,
    beside: MeasureFields = {},
  ): MentionedConcept<Kind> | null {
    const key = keyOf(mention);
    let mentioned = this.#met.get(key);
    if (mentioned === undefined) {
      mentioned = this.#meet(line.at(member), beside);
      this.#met.set(key, mentioned);
    }
    return mentioned;
  }

  /** The concepts that have come into being since this was asked last. */
  takeFresh(): readonly ConceptOf<Kind>[] {
    if (this.#fresh.length === 0) return none;
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  #slugOf(name: string): string {
    const slug = this.#slugs.get(name) ?? slugOfName(name);
    this.#slugs.set(name, slug);
    return slug;
  }

  #meet(part: DocumentPart, beside: MeasureFields): MentionedConcept<Kind> | null {
    const mention = part.value as Mention;
    const stray = typeof mention === 'string' ? undefined : strayKeys.find((key) => key in mention);
    if (stray !== undefined) {
      const isOfLine = (measureKeys as readonly string[]).includes(stray);
      const expected = isOfLine ? 'this as a key of the line' : 'no such key in what names a concept';
      this.#problems.add(part.at(stray), expected, inWords(stray));
      return null;
    }
    const { slug, name } = namingOf(mention);
    if (slug !== undefined) {
      const same = this.#withSlug(slug);
      return same ? this.#accepted(part, same) : this.#create(part, beside, slug, name);
    }
    if (name === undefined) {
      this.#problems.add(part, 'a name or a slug', 'neither');
      return null;
    }
    const same = this.#withName(part, name);
    if (same === null) return null;
    return same ? this.#accepted(part, same) : this.#create(part, beside, this.#slugOf(name), name);
  }

  #withSlug(slug: string): MentionedConcept<Kind> | undefined {
    const met = this.#bySlug.get(slug);
    if (met) return met;
    const known = this.#known.bySlug(slug);
    return known && this.#keep({ concept: known, firstLine: null });
  }

  /** What has a name; undefined where nothing has; null where that is not clear, and has been reported. */
  #withName(part: DocumentPart, name: string): MentionedConcept<Kind> | null | undefined {
    for (const concept of this.#known.named(name)) this.#keep({ concept, firstLine: null });
    const named = this.#byName.get(fold(name)) ?? none;
    const ownSlug = this.#slugOf(name);
    const isMeant: ((concept: ConceptOf<Kind>) => boolean)[] = [
      (concept) => concept.name === name,
      (concept) => concept.slug === ownSlug,
      (concept) => fold(concept.name) === fold(name),
      () => true,
    ];
    for (const is of isMeant) {
      const [match, another] = named.filter(({ concept }) => is(concept));
      if (match && !another) return match;
    }
    if (named.length > 1) {
      const slugs = named.map(({ concept }) => inWords(concept.slug)).join(' or ');
      this.#problems.add(part, `a mapping with the slug that is meant, ${slugs}`, inWords(name));
      return null;
    }
    const sameSlug = this.#withSlug(ownSlug);
    // A concept may have been renamed since its slug was made of its name; if not, two names are after one slug.
    if (!sameSlug || name === ownSlug || slugOfName(sameSlug.concept.name) !== ownSlug) return sameSlug;
    this.#problems.add(
      part,
      'a mapping with a slug, as the slug that the name makes is taken',
      `${inWords(name)}, whose slug ${inWords(ownSlug)} is that of ${inWords(sameSlug.concept.name)}, ${originOf(sameSlug)}`,
    );
    return null;
  }

  #create(
    part: DocumentPart,
    beside: MeasureFields,
    slug: string,
    name: string | undefined,
  ): MentionedConcept<Kind> | null {
    const kind = kindsInWords([this.#kind]);
    if (slug === '') {
      this.#problems.add(part, 'a name that a slug can be made of, or a mapping with a slug', inWords(name));
      return null;
    }
    if (name === undefined) {
      const expected = `the slug of ${kind} that the graph or a line before has, or a name beside it`;
      this.#problems.add(part, expected, inWords(slug));
      return null;
    }
    const fields = this.#read(part, { ...measureOf(beside), slug, name });
    if (!fields) return null;
    const {
      id = conceptId(this.#kind, fields.slug),
      formerSlugs: _,
      claims: _claims,
      texts: _texts,
      ...members
    } = fields;
    const concept = { kind: this.#kind, id, ...members } as Concept as ConceptOf<Kind>;
    this.#fresh.push(concept);
    return this.#keep({ concept, firstLine: `${part.document.name}:${part.document.placeOf([]).line}` });
  }

  /** A mention of what is there already: what it says may not differ from what a line before has said. */
  #accepted(part: DocumentPart, same: MentionedConcept<Kind>): MentionedConcept<Kind> | null {
    if (typeof part.value === 'string') return same;
    const { slug, name } = same.concept;
    const measure = measureOf(same.concept);
    const given = part.value as Readonly<Record<string, unknown>>;
    const fields = this.#read(part, {
      ...measure,
      slug,
      name,
      ...('name' in given ? { name: given['name'] } : {}),
    });
    if (!fields) return null;
    if (same.firstLine === null) return same;
    const before = same.concept as Concept as unknown as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(given)) {
      const said = (fields as Readonly<Record<string, unknown>>)[key];
      if (JSON.stringify(said) === JSON.stringify(before[key])) continue;
      this.#problems.add(part.at(key), `${inWords(before[key])}, ${originOf(same)}`, inWords(said));
      return null;
    }
    return same;
  }

  /** Reads a mention as documents read such concepts. */
  #read(part: DocumentPart, more: object): ConceptFields<Kind> | undefined {
    const written = typeof part.value === 'string' ? urlMembers(this.#kind, part.value) : part.value;
    const { document, path } = part;
    const members = Object.fromEntries(
      Object.entries({ ...(written as object), ...more }).filter(([, member]) => member !== null),
    );
    const placed = {
      name: document.name,
      placeOf: ([key, ...rest]: PartPath) =>
        (measureKeys as readonly unknown[]).includes(key)
          ? document.placeOf([key as string, ...rest])
          : document.placeOf(key === undefined ? path : [...path, key, ...rest]),
    };
    const schema = conceptForms[this.#kind].schema;
    return readShape(schema, new DocumentPart(placed, [], members), this.#problems);
  }

  #keep(mentioned: MentionedConcept<Kind>): MentionedConcept<Kind> {
    const { id, slug, name, aliases } = mentioned.concept;
    const kept = this.#byId.get(id);
    if (kept) return kept;
    this.#byId.set(id, mentioned);
    this.#bySlug.set(slug, mentioned);
    for (const label of new Set([name, ...aliases].map(fold))) {
      const named = this.#byName.get(label);
      if (named) named.push(mentioned);
      else this.#byName.set(label, [mentioned]);
    }
    return mentioned;
  }
}

/** Where a concept comes from, for messages. */
export function originOf({ firstLine }: Pick<MentionedConcept<ConceptKind>, 'firstLine'>): string {
  return firstLine === null ? 'as the graph has it' : `as in ${firstLine}`;
}

/** The members, if any, that say how a dimension is measured. */
function measureOf(members: object): MeasureFields {
  return Object.fromEntries(
    Object.entries(members).filter(([key]) => (measureKeys as readonly string[]).includes(key)),
  );
}

function keyOf(mention: Mention): string {
  // No name has a NUL, so that none passes for a mapping.
  return typeof mention === 'string' ? mention : `\0${JSON.stringify(mention)}`;
}

/** What a mention can be found by. A source that is only known by its URL is named by it. */
function namingOf(mention: Mention): Naming {
  if (typeof mention === 'string') return { slug: undefined, name: mention.trim() };
  const { slug, name, url } = mention;
  return { slug: textOr(slug), name: textOr(name)?.trim() ?? textOr(url) };
}

function textOr(written: unknown): string | undefined {
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}

/** A source that is named by its URL has that URL. */
function urlMembers(kind: ConceptKind, name: string): { url?: string } {
  return kind === 'CITED_SOURCE' && /^https?:\/\//u.test(name) && URL.canParse(name.trim())
    ? { url: name.trim() }
    : {};
}
