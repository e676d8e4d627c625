import type { Account } from '../draft/account.js';
import { sidesOf } from './contrast.js';
import { roleOf, type Role } from '../text/cues.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { enumeratedIn } from '../text/enumeration.js';
import { featureKindOf } from '../draft/feature-kind-of.js';
import { labelled, trimmedLabel } from '../text/label.js';
import type { Sections } from '../outline/sections.js';
import type { Stated } from '../draft/stated.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { Words } from '../text/words.js';

/** Labels that say what a paragraph does, not what it is about. */
const speakingRoles: ReadonlySet<Role | null> = new Set<Role>([
  'CONCLUSION',
  'ASIDE',
  'SIMILARITIES',
  'DIFFERENCES',
]);

/** What a label with a subject's name may be followed by a list of, on its own line: "Examples of X: a, b, c". */
const enumerating: ReadonlySet<Role | null> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
]);

/** Whether a label only announces what follows, as "Here it is:" does, or is half a sentence. */
export function isAnnouncing(label: string): boolean {
  return (
    /\b(?:it|this|that|these|here|you|we|they|is|are|let|like|needs?|has|have|says?|means?)\b/iu.test(
      label,
    ) || speakingRoles.has(roleOf(label))
  );
}

/** Reads paragraphs that begin with a label. */
export class LabelledProse {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #account: Account;
  readonly #sections: Sections;

  constructor(names: SubjectNames, builder: DraftBuilder, account: Account, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#account = account;
    this.#sections = sections;
  }

  /** Reads an aspect with its sides, or an item of its subject's section; whether the paragraph is one. */
  read(words: Words, emphasized: number, where: Stated): boolean {
    const found = labelled(words, emphasized);
    if (!found || found.rest.isBlank || found.label.text.split(/\s+/u).length > 7) return false;
    const { label, rest } = found;
    if (isAnnouncing(label.text)) return false;
    const names = this.#names;
    const { owner, role } = this.#sections.current;
    const subject = names.exactly(label.text);
    if (subject !== null) {
      const heading = this.#sections.heading;
      if (heading && owner === null && role !== 'DEFINITION' && role !== 'DIFFERENCES')
        this.#builder.value(subject, trimmedLabel(heading), null, rest, where);
      else this.#builder.define(subject, rest, where, 1);
      return true;
    }
    const ownRole = roleOf(label.text);
    const sides = owner === null || ownRole === null ? sidesOf(rest, names) : null;
    if (sides) {
      this.#account.mark(words, 'NAMED', `the aspect ${label.text}`);
      for (const [side, said] of sides) {
        const joined = Words.join(said, ' ');
        this.#builder.value(side, label, null, joined, { ...where, words: joined, confidence: 0.9 });
      }
      return true;
    }
    const told = names.ownerOf(label.text);
    if (told !== null && enumerating.has(ownRole)) return this.#enumerate(told, ownRole, words, rest, where);
    const [only = null, another] = names.namedIn(rest.text);
    if (owner === null && ownRole === 'GUIDANCE' && only !== null && another === undefined) {
      this.#builder.suits(only, label, rest, where);
      return true;
    }
    if (owner === null || (emphasized === 0 && ownRole === null)) return false;
    if (ownRole === 'GUIDANCE') this.#builder.suits(owner, rest, null, where);
    else if (ownRole === 'DEFINITION') this.#builder.define(owner, rest, where, 0);
    else if (ownRole === 'BENEFITS' || ownRole === 'DRAWBACKS')
      this.#state(owner, ownRole, rest, null, where);
    else if (role === 'GUIDANCE') this.#builder.suits(owner, label, rest, where);
    else this.#state(owner, role, label, rest, where);
    return true;
  }

  /** Each of what a line lists by commas. */
  #enumerate(owner: number, role: Role | null, words: Words, list: Words, where: Stated): boolean {
    this.#account.mark(words, 'NAMED', 'a heading');
    for (const entry of enumeratedIn(list)) this.#state(owner, role, entry, null, { ...where, words: entry });
    return true;
  }

  #state(owner: number, role: Role | null, name: Words, text: Words | null, where: Stated): void {
    if (role === 'BENEFITS') this.#builder.benefit(owner, name, text, where);
    else if (role === 'DRAWBACKS') this.#builder.drawback(owner, name, text, where);
    else this.#builder.feature(owner, featureKindOf(role), name, text, where);
  }
}
