import { keysOf, rootOf, smallWords, tokensOf } from '../text/tokens.js';

/** One of the things that an article compares. */
export interface Subject {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Where a text names a subject. */
export interface Mention {
  readonly subject: number;
  readonly start: number;
  readonly end: number;
}

const longestGlossed = 200;

const clauseOpener = /(?:^|\b(?:whereas|where as|while|whilst|but)\s+|;\s+)(?:an?\s+|the\s+)?/giu;

interface Form {
  readonly subject: number;
  readonly keys: readonly string[];
}

/** Finds the subjects of an article in texts: by name or alias, in the singular or the plural. */
export class SubjectNames {
  readonly subjects: readonly Subject[];
  readonly #byFirst = new Map<string, Form[]>();
  /** Words that only one of the subjects has in its names, by their roots. */
  readonly #tellingWords = new Map<string, number | null>();

  constructor(subjects: readonly Subject[]) {
    this.subjects = subjects;
    subjects.forEach(({ name, aliases }, subject) => {
      for (const text of [name, ...aliases]) {
        const tokens = tokensOf(text);
        const keys = tokens.map(({ key }) => key);
        const [first] = keys;
        if (first === undefined) continue;
        const forms = this.#byFirst.get(first) ?? [];
        forms.push({ subject, keys });
        forms.sort((a, b) => b.keys.length - a.keys.length);
        this.#byFirst.set(first, forms);
        for (const { key, text: word } of tokens) {
          if (smallWords.has(key) || word.length < 3) continue;
          const root = rootOf(key);
          const other = this.#tellingWords.get(root);
          this.#tellingWords.set(root, other === undefined || other === subject ? subject : null);
        }
      }
    });
  }

  /** The same, with the beginnings of names as names: "long-term disability" where it is insurance that is compared. */
  withBeginnings(): SubjectNames {
    const beginnings = (name: string): readonly string[] => {
      const tokens = tokensOf(name);
      const telling = tokens.findIndex(({ key }) => typeof this.#tellingWords.get(rootOf(key)) === 'number');
      return telling < 0 ? [] : tokens.slice(telling, -1).map(({ end }) => name.slice(0, end));
    };
    return new SubjectNames(
      this.subjects.map(({ name, aliases }) => ({ name, aliases: [...aliases, ...beginnings(name)] })),
    );
  }

  get count(): number {
    return this.subjects.length;
  }

  mentionsIn(text: string): readonly Mention[] {
    const tokens = tokensOf(text);
    const mentions: Mention[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index];
      const form = (this.#byFirst.get(token?.key ?? '') ?? []).find(({ keys }) =>
        keys.every((key, offset) => tokens[index + offset]?.key === key),
      );
      if (!token || !form) continue;
      const last = tokens[index + form.keys.length - 1];
      mentions.push({ subject: form.subject, start: token.start, end: last?.end ?? token.end });
      index += form.keys.length - 1;
    }
    return mentions;
  }

  /** Where a text names a subject, or begins a clause with a word that tells of one: "…, whereas leasing is …". */
  mentionsOrTold(text: string): readonly Mention[] {
    const mentions = this.mentionsIn(text);
    const told: Mention[] = [];
    for (const { 0: opener, index } of text.matchAll(clauseOpener)) {
      const start = index + opener.length;
      const [token] = tokensOf(text.slice(start, start + 60));
      if (!token || token.start > 0 || mentions.some((each) => each.start <= start && each.end > start))
        continue;
      const subject = this.#tellingWords.get(rootOf(token.key));
      if (subject !== undefined && subject !== null) told.push({ subject, start, end: start + token.end });
    }
    return told.length === 0 ? mentions : [...mentions, ...told].sort((a, b) => a.start - b.start);
  }

  /** The subjects that a text names, in the order in which it does so first. */
  namedIn(text: string): readonly number[] {
    return [...new Set(this.mentionsIn(text).map(({ subject }) => subject))];
  }

  /** Whether a text begins with the name of a subject that is written without a capital, as names of commands are. */
  opensInLowerCase(text: string): boolean {
    const [first] = this.mentionsIn(text);
    return first !== undefined && first.start <= 1 && /^\p{Ll}/u.test(this.nameOf(first.subject));
  }

  /** The one subject that a text names, or that its words tell of. */
  ownerOf(text: string): number | null {
    const named = this.namedIn(text);
    if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
    return this.toldBy(text);
  }

  /** The one subject that has some word of a text in its names when no other has it. */
  toldBy(text: string): number | null {
    const told = new Set<number>();
    for (const key of keysOf(text)) {
      const subject = this.#tellingWords.get(rootOf(key));
      if (subject !== undefined && subject !== null) told.add(subject);
    }
    const [only, another] = told;
    return another === undefined ? (only ?? null) : null;
  }

  /** The subject that the first words of a text tell of, where it is named by a part of its name only. */
  toldAtStart(text: string): number | null {
    const [first] = tokensOf(text).filter(({ key }) => !smallWords.has(key));
    if (!first || first.start > 30) return null;
    return this.#tellingWords.get(rootOf(first.key)) ?? null;
  }

  /** The subject that a text is the name of, and nothing more. */
  exactly(text: string): number | null {
    const whole = this.#exactly(text);
    if (whole !== null || text.length > longestGlossed) return whole;
    // What stands in parentheses after a name only explains it.
    const glossed = /^(.*[^\s(（])\s*[(（]([^()（）]{1,60})[)）]\s*[:：]?\s*$/u.exec(text);
    if (!glossed || this.mentionsIn(glossed[2] ?? '').length > 0) return null;
    return this.#exactly(glossed[1] ?? '');
  }

  #exactly(text: string): number | null {
    const bare = text
      .replace(/^\s*(?:\d+[.)]|[#*•-])\s*/u, '')
      .replace(/[:.?]\s*$/u, '')
      .replace(/^(?:an?|the)\s+/iu, '')
      .trim();
    const mentions = this.mentionsIn(bare);
    const [first] = mentions;
    if (!first) return this.#onlyTellingOf(bare);
    if (mentions.some(({ subject }) => subject !== first.subject)) return null;
    let left = bare;
    for (const { start, end } of [...mentions].reverse()) left = left.slice(0, start) + left.slice(end);
    return /[\p{L}\p{N}]/u.test(left) ? null : first.subject;
  }

  /** The subject that every word of a text tells of: "shared" where the others are dedicated and cloud hosting. */
  #onlyTellingOf(text: string): number | null {
    const subjects = keysOf(text).map((key) => this.#tellingWords.get(rootOf(key)) ?? null);
    const [first = null] = subjects;
    return subjects.length <= 3 && subjects.every((subject) => subject === first) ? first : null;
  }

  nameOf(subject: number): string {
    return this.subjects[subject]?.name ?? '';
  }
}
