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
import { dimensionKeys, type DimensionFields, type Mention } from './claim-line-shape.js';
import { conceptForms, type ConceptFields } from '../forms/concept-forms.js';
import { DocumentPart, printJson, type PartPath } from '../input/document-part.js';
import { readKnownConcepts, type KnownConcepts } from '../import/known-concepts.js';
import type { ProblemList } from '../input/problem-list.js';
import { readShape } from '../forms/shapes.js';
import { slugOfName } from '../import/slug-of-name.js';

/** A concept that lines mention. */
export interface MentionedConcept<Kind extends ConceptKind> {
  readonly concept: ConceptOf<Kind>;
  /** The line that created it, as FILE:LINE; null if the graph has it already. */
  readonly firstLine: string | null;
}

/** The slug or name by which a mention is resolved. */
interface MentionKey {
  readonly slug: string | undefined;
  readonly name: string | undefined;
}

const none: readonly never[] = Object.freeze([]);

/** Keys of concepts in graph documents that a mention must not have. Some of them are keys of the line. */
const forbiddenKeys = ['id', 'formerSlugs', 'claims', 'texts', ...dimensionKeys];

/**
 * Resolves the mentions of concepts of one kind, by name or slug. A concept that the graph does not have is
 * created by its first mention; an existing one is not changed. Memory grows with the concepts, not with the
 * mentions.
 */
export class MentionedConcepts<Kind extends ConceptKind> {
  readonly #kind: Kind;
  readonly #view: GraphView;
  readonly #problems: ProblemList;
  /** By the text of the mention; null if it has problems, which are reported already. */
  readonly #byMention = new Map<string, MentionedConcept<Kind> | null>();
  readonly #byId = new Map<string, MentionedConcept<Kind>>();
  readonly #bySlug = new Map<string, MentionedConcept<Kind>>();
  readonly #byName = new Map<string, MentionedConcept<Kind>[]>();
  /** The slugs made of names in the current batch. */
  readonly #slugs = new Map<string, string>();
  #loaded: KnownConcepts<Kind> = { bySlug: () => undefined, named: () => none };
  #created: ConceptOf<Kind>[] = [];

  constructor(kind: Kind, view: GraphView, problems: ProblemList) {
    this.#kind = kind;
    this.#view = view;
    this.#problems = problems;
  }

  /** The ids of all mentioned concepts. */
  get ids(): ReadonlySet<string> {
    return new Set([...this.#byMention.values()].flatMap((mentioned) => mentioned?.concept.id ?? []));
  }

  /**
   * Loads the concepts of a batch of mentions that were not mentioned before, in one batch. Has to be
   * called before `find`.
   */
  async load(mentions: readonly Mention[]): Promise<void> {
    this.#slugs.clear();
    const slugs = new Set<string>();
    const names = new Set<string>();
    for (const mention of mentions) {
      if (this.#byMention.has(keyOf(mention))) continue;
      const { slug, name } = mentionKeyOf(mention);
      if (slug !== undefined) slugs.add(slug);
      else if (name !== undefined) {
        names.add(name);
        slugs.add(this.#slugOf(name));
      }
    }
    if (slugs.size === 0) return;
    const validSlugs = [...slugs].filter(isSlug);
    this.#loaded = await readKnownConcepts(this.#view, this.#kind, validSlugs, [...names]);
  }

  /**
   * The concept that a member of a line mentions. If it has problems, adds them and returns null.
   * @param beside dimension members of the line
   */
  find(
    line: DocumentPart,
    member: string,
    mention: Mention,
    beside: DimensionFields = {},
  ): MentionedConcept<Kind> | null {
    const key = keyOf(mention);
    let mentioned = this.#byMention.get(key);
    if (mentioned === undefined) {
      mentioned = this.#resolve(line.at(member), beside);
      this.#byMention.set(key, mentioned);
    }
    return mentioned;
  }

  /** The concepts that were created since the last call. */
  takeNew(): readonly ConceptOf<Kind>[] {
    if (this.#created.length === 0) return none;
    const created = this.#created;
    this.#created = [];
    return created;
  }

  #slugOf(name: string): string {
    const slug = this.#slugs.get(name) ?? slugOfName(name);
    this.#slugs.set(name, slug);
    return slug;
  }

  #resolve(part: DocumentPart, beside: DimensionFields): MentionedConcept<Kind> | null {
    const mention = part.value as Mention;
    const forbidden = typeof mention === 'string' ? undefined : forbiddenKeys.find((key) => key in mention);
    if (forbidden !== undefined) {
      const isOfLine = (dimensionKeys as readonly string[]).includes(forbidden);
      const expected = isOfLine ? 'this as a key of the line' : 'no such key in what names a concept';
      this.#problems.add(part.at(forbidden), expected, printJson(forbidden));
      return null;
    }
    const { slug, name } = mentionKeyOf(mention);
    if (slug !== undefined) {
      const same = this.#findBySlug(slug);
      return same ? this.#checkRepeated(part, same) : this.#create(part, beside, slug, name);
    }
    if (name === undefined) {
      this.#problems.add(part, 'a name or a slug', 'neither');
      return null;
    }
    const same = this.#findByName(part, name);
    if (same === null) return null;
    return same ? this.#checkRepeated(part, same) : this.#create(part, beside, this.#slugOf(name), name);
  }

  #findBySlug(slug: string): MentionedConcept<Kind> | undefined {
    const mentioned = this.#bySlug.get(slug);
    if (mentioned) return mentioned;
    const known = this.#loaded.bySlug(slug);
    return known && this.#cache({ concept: known, firstLine: null });
  }

  /**
   * The concept with a name or alias; undefined if there is none. If it is ambiguous, adds a problem and
   * returns null.
   */
  #findByName(part: DocumentPart, name: string): MentionedConcept<Kind> | null | undefined {
    for (const concept of this.#loaded.named(name)) this.#cache({ concept, firstLine: null });
    const candidates = this.#byName.get(fold(name)) ?? none;
    const nameSlug = this.#slugOf(name);
    const criteria: ((concept: ConceptOf<Kind>) => boolean)[] = [
      (concept) => concept.name === name,
      (concept) => concept.slug === nameSlug,
      (concept) => fold(concept.name) === fold(name),
      () => true,
    ];
    for (const matches of criteria) {
      const [match, another] = candidates.filter(({ concept }) => matches(concept));
      if (match && !another) return match;
    }
    if (candidates.length > 1) {
      const slugs = candidates.map(({ concept }) => printJson(concept.slug)).join(' or ');
      this.#problems.add(part, `a mapping with the slug that is meant, ${slugs}`, printJson(name));
      return null;
    }
    const sameSlug = this.#findBySlug(nameSlug);
    // The concept may have been renamed after its slug was made. If not, two names make the same slug.
    if (!sameSlug || name === nameSlug || slugOfName(sameSlug.concept.name) !== nameSlug) return sameSlug;
    this.#problems.add(
      part,
      'a mapping with a slug, as the slug that the name makes is taken',
      `${printJson(name)}, whose slug ${printJson(nameSlug)} is that of ${printJson(sameSlug.concept.name)}, ${originOf(sameSlug)}`,
    );
    return null;
  }

  #create(
    part: DocumentPart,
    beside: DimensionFields,
    slug: string,
    name: string | undefined,
  ): MentionedConcept<Kind> | null {
    const kind = kindsInWords([this.#kind]);
    if (slug === '') {
      this.#problems.add(
        part,
        'a name that a slug can be made of, or a mapping with a slug',
        printJson(name),
      );
      return null;
    }
    if (name === undefined) {
      const expected = `the slug of ${kind} that the graph or a line before has, or a name beside it`;
      this.#problems.add(part, expected, printJson(slug));
      return null;
    }
    const fields = this.#parse(part, { ...dimensionMembersOf(beside), slug, name });
    if (!fields) return null;
    const {
      id = conceptId(this.#kind, fields.slug),
      formerSlugs: _,
      claims: _claims,
      texts: _texts,
      ...members
    } = fields;
    const concept = { kind: this.#kind, id, ...members } as Concept as ConceptOf<Kind>;
    this.#created.push(concept);
    return this.#cache({ concept, firstLine: `${part.document.name}:${part.document.locationOf([]).line}` });
  }

  /** Checks a mention of an existing concept. Members that an earlier line stated must not differ. */
  #checkRepeated(part: DocumentPart, same: MentionedConcept<Kind>): MentionedConcept<Kind> | null {
    if (typeof part.value === 'string') return same;
    const { slug, name } = same.concept;
    const dimensionMembers = dimensionMembersOf(same.concept);
    const given = part.value as Readonly<Record<string, unknown>>;
    const fields = this.#parse(part, {
      ...dimensionMembers,
      slug,
      name,
      ...('name' in given ? { name: given['name'] } : {}),
    });
    if (!fields) return null;
    if (same.firstLine === null) return same;
    const before = same.concept as Concept as unknown as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(given)) {
      const stated = (fields as Readonly<Record<string, unknown>>)[key];
      if (JSON.stringify(stated) === JSON.stringify(before[key])) continue;
      this.#problems.add(part.at(key), `${printJson(before[key])}, ${originOf(same)}`, printJson(stated));
      return null;
    }
    return same;
  }

  /** Parses a mention with the schema of the kind in graph documents. */
  #parse(part: DocumentPart, implied: object): ConceptFields<Kind> | undefined {
    const notation = typeof part.value === 'string' ? urlMembers(this.#kind, part.value) : part.value;
    const { document, path } = part;
    const members = Object.fromEntries(
      Object.entries({ ...(notation as object), ...implied }).filter(([, member]) => member !== null),
    );
    const placed = {
      name: document.name,
      locationOf: ([key, ...rest]: PartPath) =>
        (dimensionKeys as readonly unknown[]).includes(key)
          ? document.locationOf([key as string, ...rest])
          : document.locationOf(key === undefined ? path : [...path, key, ...rest]),
    };
    const schema = conceptForms[this.#kind].schema;
    return readShape(schema, new DocumentPart(placed, [], members), this.#problems);
  }

  #cache(mentioned: MentionedConcept<Kind>): MentionedConcept<Kind> {
    const { id, slug, name, aliases } = mentioned.concept;
    const cached = this.#byId.get(id);
    if (cached) return cached;
    this.#byId.set(id, mentioned);
    this.#bySlug.set(slug, mentioned);
    for (const label of new Set([name, ...aliases].map(fold))) {
      const sameName = this.#byName.get(label);
      if (sameName) sameName.push(mentioned);
      else this.#byName.set(label, [mentioned]);
    }
    return mentioned;
  }
}

/** The origin of a concept, for messages. */
export function originOf({ firstLine }: Pick<MentionedConcept<ConceptKind>, 'firstLine'>): string {
  return firstLine === null ? 'as the graph has it' : `as in ${firstLine}`;
}

/** The dimension members of a mapping. */
function dimensionMembersOf(members: object): DimensionFields {
  return Object.fromEntries(
    Object.entries(members).filter(([key]) => (dimensionKeys as readonly string[]).includes(key)),
  );
}

function keyOf(mention: Mention): string {
  // Names contain no NUL, so a name is never equal to the key of a mapping.
  return typeof mention === 'string' ? mention : `\0${JSON.stringify(mention)}`;
}

/** The slug or name of a mention. A source with only a URL has the URL as its name. */
function mentionKeyOf(mention: Mention): MentionKey {
  if (typeof mention === 'string') return { slug: undefined, name: mention.trim() };
  const { slug, name, url } = mention;
  return { slug: textOr(slug), name: textOr(name)?.trim() ?? textOr(url) };
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A source that is mentioned by its URL gets this URL. */
function urlMembers(kind: ConceptKind, name: string): { url?: string } {
  return kind === 'CITED_SOURCE' && /^https?:\/\//u.test(name) && URL.canParse(name.trim())
    ? { url: name.trim() }
    : {};
}
