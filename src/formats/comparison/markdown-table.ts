import type {
  ComparisonTable,
  TableCell,
  TableCitation,
  TableSource,
  TableStatement,
} from './comparison-table.js';

/**
 * Prints a comparison in GitHub Flavored Markdown: the title, a table for each section, and the sources and citations as footnotes.
 * The output has no sentences about the comparison, because imports would read them as statements of a source. Each row is one chunk.
 */
export function* printMarkdownTable({
  title,
  approaches,
  sections,
  sources,
}: ComparisonTable): Generator<string, void> {
  const footnotes = new Footnotes(sources);
  const head = line(['', ...approaches.map(({ name }) => oneLine(name))]);
  const rule = line(['---', ...approaches.map(() => '---')]);
  yield `# ${oneLine(title)}\n`;
  for (const { label, rows } of sections) {
    yield `\n## ${oneLine(label)}\n\n${head}${rule}`;
    for (const { axis, cells } of rows)
      yield line([oneLine(axis.name), ...cells.map((cell) => cellText(cell, footnotes))]);
  }
  yield* footnotes.print();
}

/** ASCII punctuation that can be inline markup in Markdown. */
const markup = /[\\`*_[\]<>&~|!$#]/gu;
/** White space. A line break ends a cell; some renderers treat other white-space characters of Unicode as line breaks. */
const whiteSpace = /\s+/gu;

/** Characters that change the direction of the text after them, also in an editor that shows the source. */
const directionControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Escapes a text for Markdown, and replaces each run of white space by a space. */
function escapeMarkdown(text: string): string {
  return text
    .replace(whiteSpace, ' ')
    .replace(markup, '\\$&')
    .replace(directionControls, (control) => `&#x${control.charCodeAt(0).toString(16).toUpperCase()};`);
}

function oneLine(text: string): string {
  return escapeMarkdown(text.trim());
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** The text of a cell, with the footnotes of each part after the part. */
function cellText({ text, parts }: TableCell, footnotes: Footnotes): string {
  let printed = '';
  let rest = text;
  for (const part of parts) {
    const end = rest.indexOf(part.text) + part.text.length;
    printed += escapeMarkdown(rest.slice(0, end)).trimEnd() + footnotes.referencesTo(part.statements);
    rest = rest.slice(end);
  }
  return (printed + escapeMarkdown(rest)).trim();
}

/** Numbers the citations of a table, and prints each once. */
class Footnotes {
  readonly #sources: readonly TableSource[];
  /** The texts of the footnotes with their numbers. */
  readonly #numbers = new Map<string, number>();

  constructor(sources: readonly TableSource[]) {
    this.#sources = sources;
  }

  /** Formats the references to the footnotes of claims: `[^1][^2]`. */
  referencesTo(statements: readonly TableStatement[]): string {
    const texts = statements.flatMap(({ source, words, citations }) =>
      (citations.length > 0 ? citations : [noCitation]).map((citation) =>
        this.#text(source, words, citation),
      ),
    );
    return [...new Set(texts)].map((text) => `[^${this.#numberOf(text)}]`).join('');
  }

  *print(): Generator<string, void> {
    for (const [text, number] of this.#numbers) yield `${number === 1 ? '\n' : ''}[^${number}]: ${text}\n`;
  }

  #numberOf(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** Formats a citation: the text of the claim, the quote, the source with its details, and the locator. */
  #text(number: number, words: string | null, { locator, quote }: TableCitation): string {
    const source = this.#sources[number - 1];
    if (!source) throw new RangeError(`Expected a source with the number ${number}.`);
    const reference = [sourceLink(source), oneLine(source.details), locator === null ? '' : oneLine(locator)];
    return [
      words === null ? '' : oneLine(words),
      quote === null ? '' : `“${oneLine(quote)}”`,
      reference.filter((part) => part !== '').join(', '),
    ]
      .filter((part) => part !== '')
      .join(' — ');
  }
}

const noCitation: TableCitation = Object.freeze({ locator: null, quote: null });

/** Characters that would end the address of a link between angle brackets, or that a renderer may change. */
const unsafeInAddress = /[\s<>\\]/gu;

function sourceLink({ name, url }: TableSource): string {
  return url === null || !/^https?:/iu.test(url)
    ? oneLine(name)
    : `[${oneLine(name)}](<${url.replace(unsafeInAddress, encodeURIComponent)}>)`;
}
