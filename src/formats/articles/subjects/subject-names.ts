import { keysOf, rootOf, stopWords, tokensOf } from '../../input/tokens.js';

/** A subject that an article compares with other subjects. */
export interface Subject {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A mention of a subject: the index of the subject, and the text range in UTF-16 code units. */
export interface Mention {
  readonly subject: number;
  readonly start: number;
  readonly end: number;
}

const maxGlossedLength = 200;

const clauseOpener = /(?:^|\b(?:whereas|where as|while|whilst|but)\s+|;\s+)(?:an?\s+|the\s+)?/giu;

interface NameKeys {
  readonly subject: number;
  readonly keys: readonly string[];
}

/** Finds mentions of subjects in texts, by names and aliases, in the singular or plural. */
export class SubjectNames {
  readonly subjects: readonly Subject[];
  readonly #byFirst = new Map<string, NameKeys[]>();
  /** By the root of a word, the subject whose names contain the word; null if the names of several subjects contain it. */
  readonly #distinctiveWords = new Map<string, number | null>();

  /** The number of subjects that the document compares as a whole: the first subjects of the list. The others are only subjects of tables. */
  readonly count: number;

  readonly #named: number;

  /**
   * @param count the number of subjects that the document compares as a whole, if not all of them
   * @param named the number of subjects that its text names, if not these; they are the first of the list
   */
  constructor(subjects: readonly Subject[], count = subjects.length, named = count) {
    this.subjects = subjects;
    this.count = count;
    this.#named = named;
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
          if (stopWords.has(key) || word.length < 3) continue;
          const root = rootOf(key);
          const other = this.#distinctiveWords.get(root);
          this.#distinctiveWords.set(root, other === undefined || other === subject ? subject : null);
        }
      }
    });
  }

  /** Creates a copy that also recognises prefixes of names, such as "long-term disability" for "long-term disability insurance". */
  withPrefixes(): SubjectNames {
    const prefixes = (name: string): readonly string[] => {
      const tokens = tokensOf(name);
      const distinctive = tokens.findIndex(
        ({ key }) => typeof this.#distinctiveWords.get(rootOf(key)) === 'number',
      );
      return distinctive < 0 ? [] : tokens.slice(distinctive, -1).map(({ end }) => name.slice(0, end));
    };
    return new SubjectNames(
      this.subjects.map(({ name, aliases }) => ({ name, aliases: [...aliases, ...prefixes(name)] })),
      this.count,
    );
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

  /** Finds mentions like `mentionsIn`, and distinctive words at the start of clauses: "…, whereas leasing is …". */
  mentionsOrInferred(text: string): readonly Mention[] {
    const mentions = this.mentionsIn(text);
    const inferred: Mention[] = [];
    for (const { 0: opener, index } of text.matchAll(clauseOpener)) {
      const start = index + opener.length;
      const [token] = tokensOf(text.slice(start, start + 60));
      if (
        !token ||
        token.start > 0 ||
        mentions.some((mention) => mention.start <= start && mention.end > start)
      )
        continue;
      const subject = this.#distinctiveWords.get(rootOf(token.key));
      if (subject !== undefined && subject !== null)
        inferred.push({ subject, start, end: start + token.end });
    }
    return inferred.length === 0 ? mentions : [...mentions, ...inferred].sort((a, b) => a.start - b.start);
  }

  /** The distinct subjects in a text, in the order of their first mentions. */
  namedIn(text: string): readonly number[] {
    return [...new Set(this.mentionsIn(text).map(({ subject }) => subject))];
  }

  /** Whether a text starts with a mention of a subject whose name starts with a lower-case letter, such as a command. */
  opensInLowerCase(text: string): boolean {
    const [first] = this.mentionsIn(text);
    return first !== undefined && first.start <= 1 && /^\p{Ll}/u.test(this.nameOf(first.subject));
  }

  /** Whether the text of the document compares a subject, and not only a table. */
  isNamed(subject: number): boolean {
    return subject < this.#named;
  }

  /** The only subject that a text mentions by name or, if the text contains no name, by distinctive words; otherwise null. */
  ownerOf(text: string): number | null {
    const named = this.namedIn(text);
    if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
    return this.inferredFrom(text);
  }

  /** The only subject with distinctive words in a text; null if no subject or several subjects have such words. */
  inferredFrom(text: string): number | null {
    const inferred = new Set<number>();
    for (const key of keysOf(text)) {
      const subject = this.#distinctiveWords.get(rootOf(key));
      if (subject !== undefined && subject !== null) inferred.add(subject);
    }
    const [only, another] = inferred;
    return another === undefined ? (only ?? null) : null;
  }

  /**
   * The subject that the first word of a text other than a stop word identifies; null if the word is not distinctive, or more
   * than 30 UTF-16 code units precede it.
   */
  inferredAtStart(text: string): number | null {
    const [first] = tokensOf(text).filter(({ key }) => !stopWords.has(key));
    if (!first || first.start > 30) return null;
    return this.#distinctiveWords.get(rootOf(first.key)) ?? null;
  }

  /**
   * The subject whose name or distinctive words are the complete text, apart from articles, numbering, punctuation and an
   * explanation in parentheses; null if there is none.
   */
  exactly(text: string): number | null {
    const exact = this.#exactly(text);
    if (exact !== null || text.length > maxGlossedLength) return exact;
    // Text in parentheses after a name explains the name.
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
    if (!first) return this.#ownerOfAllWords(bare);
    if (mentions.some(({ subject }) => subject !== first.subject)) return null;
    let rest = bare;
    for (const { start, end } of [...mentions].reverse()) rest = rest.slice(0, start) + rest.slice(end);
    return /[\p{L}\p{N}]/u.test(rest) ? null : first.subject;
  }

  /**
   * The subject for which each of the one to three words of a text is distinctive, if the subject's name has no other distinctive words with a
   * capital; null if there is none. For example, "shared" is distinctive among shared, dedicated and cloud hosting.
   */
  #ownerOfAllWords(text: string): number | null {
    const keys = keysOf(text);
    const subjects = keys.map((key) => this.#distinctiveWords.get(rootOf(key)) ?? null);
    const [first = null] = subjects;
    if (first === null || subjects.length > 3 || subjects.some((subject) => subject !== first)) return null;
    // "Solar" is not "Solar Lite": only words that the names share, or words in lower case, can be left out.
    const isWhole = tokensOf(this.nameOf(first)).every(
      ({ key, text: word }) =>
        keys.includes(key) ||
        /^\p{Ll}/u.test(word) ||
        typeof this.#distinctiveWords.get(rootOf(key)) !== 'number',
    );
    return isWhole ? first : null;
  }

  nameOf(subject: number): string {
    return this.subjects[subject]?.name ?? '';
  }
}
