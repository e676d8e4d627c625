import {
  conceptId,
  isSlug,
  kindsInWords,
  type Concept,
  type ConceptKind,
  type ConceptOf,
  type Feature,
} from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { dimensionKeys, type DimensionFields, type Mention } from './claim-line-shape.js';
import { conceptForms, type ConceptFields } from '../forms/concept-forms.js';
import { DocumentPart, isMapping, printJson, type PartPath } from '../input/document-part.js';
import { readKnownConcepts, type KnownConcepts } from '../import/known-concepts.js';
import { similarLabel, similarNameInWords } from '../import/similar-label.js';
import type { WarningList } from '../import/import-warnings.js';
import type { ProblemList } from '../input/problem-list.js';
import { readShape } from '../forms/shapes.js';
import { slugOfName } from '../import/slug-of-name.js';

/** A concept that lines mention. */
export interface MentionedConcept<Kind extends ConceptKind> {
  readonly concept: ConceptOf<Kind>;
  /** The line that created the concept, as FILE:LINE; null if the graph already has the concept. */
  readonly firstLine: string | null;
}

/** A concept, and the changes that lines make to it. */
interface Mentioned<Kind extends ConceptKind> extends MentionedConcept<Kind> {
  concept: ConceptOf<Kind>;
  /** For a dimension of the graph, the line that completed its scale, as FILE:LINE, and the added members; null if no line did. */
  completion: { readonly line: string; readonly keys: readonly string[] } | null;
}

/** The parts of an import that mentions of all kinds share. */
export interface MentionContext {
  readonly view: GraphView;
  readonly problems: ProblemList;
  readonly warnings: WarningList;
}

/** The slug or name by which a mention is resolved. */
interface MentionKey {
  readonly slug: string | undefined;
  readonly name: string | undefined;
}

const none: readonly never[] = Object.freeze([]);

/** Keys of concepts in graph documents that a mention must not have. Some of these keys are keys of the line. */
const forbiddenKeys = ['id', 'formerSlugs', 'claims', 'texts', ...dimensionKeys];

/**
 * The members that a line can add to a stored dimension without these members: the better end and the span of a
 * dimension are often known only after its first values.
 */
const completableKeys = ['betterWhen', 'minimum', 'maximum', 'tolerance', 'earliest', 'latest'] as const;

/**
 * Resolves the mentions of concepts of one kind, by name or slug. A concept that the graph does not have is
 * created by its first mention. An existing concept is not changed, except that a line can complete the scale of a dimension.
 * Memory grows with the number of different mentions, not with the number of lines.
 */
export class MentionedConcepts<Kind extends ConceptKind> {
  readonly #kind: Kind;
  readonly #view: GraphView;
  readonly #problems: ProblemList;
  readonly #warnings: WarningList;
  /** The mentioned concepts, by the key of the mention; null if the mention has problems, which are already reported. */
  readonly #byMention = new Map<string, Mentioned<Kind> | null>();
  readonly #byId = new Map<string, Mentioned<Kind>>();
  readonly #bySlug = new Map<string, Mentioned<Kind>>();
  readonly #byName = new Map<string, Mentioned<Kind>[]>();
  /** The slugs of the names in the current batch, by name. */
  readonly #slugs = new Map<string, string>();
  #loaded: KnownConcepts<Kind> = { bySlug: () => undefined, named: () => none };
  #created: ConceptOf<Kind>[] = [];

  constructor(kind: Kind, { view, problems, warnings }: MentionContext) {
    this.#kind = kind;
    this.#view = view;
    this.#problems = problems;
    this.#warnings = warnings;
  }

  /** The ids of the mentioned concepts. */
  get ids(): ReadonlySet<string> {
    return new Set([...this.#byMention.values()].flatMap((mentioned) => mentioned?.concept.id ?? []));
  }

  /** Loads the concepts of new mentions in one batch. Must be called before `find`. */
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
   * Finds or creates the concept that a member of a line mentions. If the mention has problems, returns null; only its first
   * occurrence adds the problems.
   * @param dimensionFields the dimension members of the line
   */
  find(
    line: DocumentPart,
    member: string,
    mention: Mention,
    dimensionFields: DimensionFields = {},
  ): MentionedConcept<Kind> | null {
    const key = keyOf(mention);
    let mentioned = this.#byMention.get(key);
    if (mentioned === undefined) {
      mentioned = this.#resolve(line.at(member), dimensionFields);
      this.#byMention.set(key, mentioned);
    }
    return mentioned;
  }

  /** Returns the concepts that were created or completed since the last call. */
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

  #resolve(part: DocumentPart, dimensionFields: DimensionFields): Mentioned<Kind> | null {
    const mention = part.value as Mention;
    const forbidden = typeof mention === 'string' ? undefined : forbiddenKeys.find((key) => key in mention);
    if (forbidden !== undefined) {
      const isOfLine = (dimensionKeys as readonly string[]).includes(forbidden);
      const expected = isOfLine
        ? 'this key beside the mapping, not in it'
        : 'a key that the mapping of a concept can have';
      this.#problems.add(part.at(forbidden), expected, printJson(forbidden));
      return null;
    }
    const { slug, name } = mentionKeyOf(mention);
    if (slug !== undefined) {
      const existing = this.#findBySlug(slug);
      return existing ? this.#checkRepeated(part, existing) : this.#create(part, dimensionFields, slug, name);
    }
    if (name === undefined) {
      this.#problems.add(part, 'a name or a slug', 'neither');
      return null;
    }
    const existing = this.#findByName(part, name);
    if (existing === null) return null;
    return existing
      ? this.#checkRepeated(part, existing)
      : this.#create(part, dimensionFields, this.#slugOf(name), name);
  }

  #findBySlug(slug: string): Mentioned<Kind> | undefined {
    const mentioned = this.#bySlug.get(slug);
    if (mentioned) return mentioned;
    const known = this.#loaded.bySlug(slug);
    return known && this.#cache({ concept: known, firstLine: null, completion: null });
  }

  /**
   * Finds the concept with a name or alias, otherwise the concept with the slug of the name; undefined if there is none. If
   * the name is ambiguous, or if its slug was created from the name of another concept, adds a problem and returns null.
   */
  #findByName(part: DocumentPart, name: string): Mentioned<Kind> | null | undefined {
    for (const concept of this.#loaded.named(name))
      this.#cache({ concept, firstLine: null, completion: null });
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
      if (!match || another) continue;
      this.#warnOfCase(part, name, match);
      return match;
    }
    if (candidates.length > 1) {
      const slugs = candidates.map(({ concept }) => printJson(concept.slug)).join(' or ');
      this.#problems.add(part, `a mapping with one of the slugs ${slugs}`, printJson(name));
      return null;
    }
    const sameSlug = this.#findBySlug(nameSlug);
    // The concept may have been renamed after its slug was created. Otherwise, two names have the same slug.
    if (!sameSlug || name === nameSlug || slugOfName(sameSlug.concept.name) !== nameSlug) return sameSlug;
    this.#problems.add(
      part,
      'a mapping with another slug, because the slug of the name is taken',
      `${printJson(name)}, whose slug ${printJson(nameSlug)} belongs to ${printJson(sameSlug.concept.name)}, ${originOf(sameSlug)}`,
    );
    return null;
  }

  #create(
    part: DocumentPart,
    dimensionFields: DimensionFields,
    slug: string,
    name: string | undefined,
  ): Mentioned<Kind> | null {
    const kind = kindsInWords([this.#kind]);
    if (slug === '') {
      this.#problems.add(
        part,
        'a name with characters for a slug, or a mapping with a slug',
        printJson(name),
      );
      return null;
    }
    if (name === undefined) {
      const expected = `the slug of ${kind} in the graph or an earlier line, or a slug with a name`;
      this.#problems.add(part, expected, printJson(slug));
      return null;
    }
    const ofKind = this.#kind === 'FEATURE' && !hasFeatureKind(part.value) ? newFeatureMembers : {};
    const fields = this.#parse(part, { ...ofKind, ...dimensionMembersOf(dimensionFields), slug, name });
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
    return this.#cache({ concept, firstLine: lineOf(part), completion: null });
  }

  /** Warns if the name in a mention differs from the names of the resolved concept only in case: the mention may mean another concept. */
  #warnOfCase(part: DocumentPart, name: string, match: Mentioned<Kind>): void {
    const { concept } = match;
    const similar = similarLabel(name, concept);
    if (similar === null) return;
    this.#warnings.add('SIMILAR_NAME', part.document.name, () => ({
      line: part.document.locationOf([]).line,
      message: similarNameInWords(this.#kind, name, `${printJson(similar)}, ${originOf(match)}`),
    }));
  }

  /**
   * Checks a mention of an existing concept. If an earlier line created the concept, the members of the mention must equal those of
   * the concept. If the graph has the concept, the mention may complete the scale of a dimension (see `#complete`); other members are
   * not compared.
   */
  #checkRepeated(part: DocumentPart, existing: Mentioned<Kind>): Mentioned<Kind> | null {
    if (typeof part.value === 'string') return existing;
    const { slug, name } = existing.concept;
    const given = part.value as Readonly<Record<string, unknown>>;
    const fields = this.#parse(part, {
      ...impliedMembers(existing.concept, given),
      slug,
      name,
      ...('name' in given ? { name: given['name'] } : {}),
    });
    if (!fields) return null;
    const before = existing.concept as Concept as unknown as Readonly<Record<string, unknown>>;
    const stated = fields as Readonly<Record<string, unknown>>;
    const differing = Object.keys(given).filter(
      (key) => JSON.stringify(stated[key]) !== JSON.stringify(before[key]),
    );
    if (existing.firstLine === null) return this.#complete(part, existing, pick(stated, differing));
    const [key] = differing;
    if (key === undefined) return existing;
    this.#problems.add(
      part.at(key),
      `${printJson(before[key])}, ${originOf(existing)}`,
      printJson(stated[key]),
    );
    return null;
  }

  /** Adds members to the scale of a dimension that the graph has. Members that the scale already has must not differ. */
  #complete(
    part: DocumentPart,
    existing: Mentioned<Kind>,
    stated: Readonly<Record<string, unknown>>,
  ): Mentioned<Kind> | null {
    const concept: Concept = existing.concept;
    if (concept.kind !== 'DIMENSION') return existing;
    const keys = completableKeys.filter((key) => key in stated);
    const taken = keys.find((key) => concept[key] !== null && concept[key] !== 'NEITHER');
    if (taken !== undefined) {
      this.#problems.add(
        part.at(taken),
        `${printJson(concept[taken])}, ${originOf({ firstLine: lineThatCompleted(taken, existing.completion) })}`,
        printJson(stated[taken]),
      );
      return null;
    }
    const [first] = keys;
    if (first === undefined) return existing;
    if (existing.completion !== null) {
      const expected = `all additions to the dimension in one line, ${existing.completion.line}`;
      this.#problems.add(part.at(first), expected, `${first} here`);
      return null;
    }
    existing.concept = { ...concept, ...pick(stated, keys) } as Concept as ConceptOf<Kind>;
    existing.completion = { line: lineOf(part), keys };
    this.#created.push(existing.concept);
    return existing;
  }

  /** Parses a mention with the schema of the kind in graph documents. */
  #parse(part: DocumentPart, implied: object): ConceptFields<Kind> | undefined {
    const notation = typeof part.value === 'string' ? urlMembers(this.#kind, part.value) : part.value;
    const { document, path } = part;
    const members = Object.fromEntries(
      Object.entries({ ...(notation as object), ...implied }).filter(([, member]) => member !== null),
    );
    const locatedDocument = {
      name: document.name,
      locationOf: ([key, ...rest]: PartPath) =>
        (dimensionKeys as readonly unknown[]).includes(key)
          ? document.locationOf([key as string, ...rest])
          : document.locationOf(key === undefined ? path : [...path, key, ...rest]),
    };
    const schema = conceptForms[this.#kind].schema;
    return readShape(schema, new DocumentPart(locatedDocument, [], members), this.#problems);
  }

  #cache(mentioned: Mentioned<Kind>): Mentioned<Kind> {
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

/** Describes the origin of a concept in messages. */
export function originOf({ firstLine }: Pick<MentionedConcept<ConceptKind>, 'firstLine'>): string {
  return firstLine === null ? 'as in the graph' : `as in ${firstLine}`;
}

/** The default members of a new feature. Tables create features of the same feature kind. */
const newFeatureMembers = { featureKind: 'CHARACTERISTIC' } as const satisfies Partial<Feature>;

function hasFeatureKind(mention: unknown): boolean {
  return isMapping(mention) && mention['featureKind'] != null;
}

/** The line that added a member to the scale of a dimension; null if the graph had the member. */
function lineThatCompleted(key: string, completion: Mentioned<'DIMENSION'>['completion']): string | null {
  return completion?.keys.includes(key) === true ? completion.line : null;
}

function lineOf({ document }: DocumentPart): string {
  return `${document.name}:${document.locationOf([]).line}`;
}

function pick(
  members: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map((key) => [key, members[key]]));
}

/** The members of an existing concept that a mention need not repeat to be valid. */
function impliedMembers(concept: Concept, given: object): object {
  if (concept.kind === 'FEATURE') return hasFeatureKind(given) ? {} : { featureKind: concept.featureKind };
  if (concept.kind !== 'DIMENSION') return {};
  const scale = Object.entries(concept).filter(
    ([key]) => ['cardinality', ...completableKeys].includes(key) && !(key in given),
  );
  return { ...Object.fromEntries(scale), ...dimensionMembersOf(concept) };
}

/** Selects the dimension members of a mapping. */
function dimensionMembersOf(members: object): DimensionFields {
  return Object.fromEntries(
    Object.entries(members).filter(([key]) => (dimensionKeys as readonly string[]).includes(key)),
  );
}

function keyOf(mention: Mention): string {
  // Names contain no NUL, so a name is never equal to the key of a mapping.
  return typeof mention === 'string' ? mention : `\0${JSON.stringify(mention)}`;
}

/** The slug or name of a mention. A mapping with a URL and no name has the URL as its name. */
function mentionKeyOf(mention: Mention): MentionKey {
  if (typeof mention === 'string') return { slug: undefined, name: mention.trim() };
  const { slug, name, url } = mention;
  return { slug: textOr(slug), name: textOr(name)?.trim() ?? textOr(url) };
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The URL of a source that is mentioned by its URL; empty for other mentions. */
function urlMembers(kind: ConceptKind, name: string): { url?: string } {
  return kind === 'CITED_SOURCE' && /^https?:\/\//u.test(name) && URL.canParse(name.trim())
    ? { url: name.trim() }
    : {};
}
