import { bare, introducedIn, roleOf, tailOf, type Role } from '../text/cues.js';
import { trimmedLabel } from '../text/label.js';
import { leadInLevel, type HeadingPart } from './outline.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/** What the headings over a place say of it. */
export interface Section {
  readonly words: Words | null;
  readonly level: number;
  /** Null where its words do not say it. */
  readonly role: Role | null;
  /** The subject that it is about; null where that is none, or more than one. */
  readonly owner: number | null;
  /** Whether it is about something else than the subjects. */
  readonly isForeign: boolean;
  /** Whether its heading is the name of a subject, or introduces it. */
  readonly isSubject: boolean;
  /** What is the same in the headings of sections that each subject has. */
  readonly shared?: Words;
}

const listRoles: ReadonlySet<Role | null> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'BOTH_SIDES',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
  'GUIDANCE',
  'DEFINITION',
]);

/** What a heading says of lists that stand below the subjects' names. */
const heldRoles: ReadonlySet<Role> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'BOTH_SIDES',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
  'GUIDANCE',
]);

const generalWords =
  /\b(?:each|both|either|which|the two|the three|them|these|approach(?:es)?|option|options|overall|between|one|recommendations?|considerations|advice)\b/u;

/** Follows the headings of a document, and says under which of them a place stands. */
export class Sections {
  readonly #names: SubjectNames;
  readonly #title: Words | null;
  #stack: Section[] = [];
  /** The role of a heading right below which the subjects' own follow, as "Benefits", "X", "Y". */
  #container: { readonly role: Role; readonly level: number } | null = null;
  #hasContent = true;
  #lastOwner: { subject: number; level: number } | null = null;

  constructor(names: SubjectNames, title: Words | null) {
    this.#names = names;
    this.#title = title;
  }

  get current(): Section {
    return (
      this.#stack.at(-1) ?? {
        words: null,
        level: 0,
        role: null,
        owner: null,
        isForeign: false,
        isSubject: false,
      }
    );
  }

  /** Whether the place stands in a part that is about one subject alone. */
  get isOfOne(): boolean {
    return this.current.owner !== null && !this.current.isForeign;
  }

  /** The heading over the place, where it is an aspect that each subject has a section on. */
  get sharedAspect(): Words | null {
    const { shared, owner, role } = this.current;
    return shared && owner !== null && role === null ? shared : null;
  }

  /** The heading over the place without its number, where it says neither of whom nor of what kind what stands below it is. */
  get bareAspect(): Words | null {
    const { role, owner } = this.current;
    const { heading } = this;
    if (heading === null || role !== null || owner !== null) return null;
    return this.#names.mentionsIn(heading.text).length === 0 ? trimmedLabel(heading) : null;
  }

  /** Whether the place stands in a part that is about differences. */
  get isAboutDifferences(): boolean {
    return this.#stack.some(({ role }) => role === 'DIFFERENCES');
  }

  /** The headings over the place, the outermost first, but for the title. */
  get path(): readonly string[] {
    return this.#stack.flatMap(({ words }) =>
      words === null || words === this.#title ? [] : [words.text.replace(/[\s:：]+$/u, '')],
    );
  }

  /** The heading under which a dimension would stand. */
  get heading(): Words | null {
    const { words } = this.current;
    return words === this.#title ? null : words;
  }

  /** A sentence that leads in a list, as the heading of that list alone. */
  leadIn(words: Words): Section {
    return this.#read(words, 9);
  }

  /** That something else than a heading has come. */
  touch(): void {
    this.#hasContent = true;
  }

  enter({ words, level, shared }: HeadingPart): Section {
    const before = this.#hasContent ? null : this.current;
    this.#hasContent = false;
    const isOver = (held: { readonly level: number }): boolean => level >= held.level;
    while ((this.#stack.at(-1)?.level ?? 0) >= level) this.#stack.pop();
    if (this.#lastOwner && level < this.#lastOwner.level) this.#lastOwner = null;
    const section =
      words === this.#title
        ? { ...this.#read(words, level), role: null, owner: null, isSubject: false, isForeign: false }
        : { ...this.#read(words, level), ...(shared && { shared }) };
    if (section.isSubject) {
      if (
        before &&
        before.owner === null &&
        !before.isForeign &&
        before.role !== null &&
        heldRoles.has(before.role) &&
        isOver(before)
      ) {
        this.#container = { role: before.role, level: before.level };
      }
      const held =
        this.#container && isOver(this.#container) ? { ...section, role: this.#container.role } : section;
      this.#lastOwner = section.owner === null ? null : { subject: section.owner, level };
      this.#stack.push(held);
      return held;
    }
    if (this.#container && level <= this.#container.level) this.#container = null;
    if (this.#endsOwner(section)) this.#lastOwner = null;
    this.#stack.push(section);
    return section;
  }

  /** After a list that a line has led in, what follows is no longer led in by it. */
  leaveLeadIn(level: number): void {
    while ((this.#stack.at(-1)?.level ?? 0) >= level) this.#stack.pop();
  }

  #endsOwner({ role, owner, level, isForeign }: Section): boolean {
    if (isForeign) return this.#lastOwner !== null && level <= this.#lastOwner.level;
    if (owner !== null && owner === this.#lastOwner?.subject) return false;
    return (
      this.#lastOwner !== null &&
      (level <= this.#lastOwner.level || role === 'CONCLUSION') &&
      !listRoles.has(role)
    );
  }

  #read(words: Words, level: number): Section {
    const names = this.#names;
    const { text } = words;
    const introduced = introducedIn(text);
    const exact =
      names.exactly(text) ??
      (introduced === null
        ? null
        : (names.exactly(introduced) ??
          (names.namedIn(text).length < 2 ? (names.namedIn(introduced)[0] ?? null) : null)));
    if (exact !== null && names.namedIn(text).length === 1) {
      return { words, level, role: null, owner: exact, isForeign: false, isSubject: true };
    }
    const role = roleOf(text);
    const named = names.namedIn(text);
    if (named.length === 1)
      return { words, level, role, owner: named[0] ?? null, isForeign: false, isSubject: false };
    const none = { words, level, role, owner: null, isForeign: false, isSubject: false };
    if (named.length > 1) return none;
    const told = listRoles.has(role) && tailOf(text) !== null ? names.toldBy(tailOf(text) ?? '') : null;
    if (told !== null) return { ...none, owner: told };
    const parent = this.#stack.at(-1);
    const isInside =
      parent !== undefined && level < leadInLevel && parent.level < level && parent.owner !== null;
    if (isInside) return { ...none, owner: parent.owner };
    if (parent?.isForeign && parent.level < level) return { ...none, isForeign: true };
    if (role === 'DIFFERENCES' || role === 'CONCLUSION' || role === 'SIMILARITIES') return none;
    const isGeneral = generalWords.test(bare(text));
    if (listRoles.has(role)) {
      const tail = tailOf(text);
      if (this.#lastOwner && !isGeneral && (tail === null || level >= 8 || role === 'GUIDANCE'))
        return { ...none, owner: this.#lastOwner.subject };
      if (level === 9 && parent) return { ...none, owner: parent.owner };
      return {
        ...none,
        isForeign:
          tail !== null &&
          !isGeneral &&
          role !== 'GUIDANCE' &&
          names.mentionsIn(tail).length === 0 &&
          level < 9,
      };
    }
    if (level >= 8 && parent)
      return {
        ...none,
        owner: isGeneral ? null : (parent.owner ?? this.#lastOwner?.subject ?? null),
        role: role ?? parent.role,
      };
    return none;
  }
}
