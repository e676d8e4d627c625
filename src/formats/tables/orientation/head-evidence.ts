import { isUnit } from '../structure/units.js';
import type { TableLine } from '../structure/table-structure.js';

/** Words that name dimensions more often than approaches. */
const dimensionWords =
  /\b(?:price|pricing|costs?|fees?|licen[cs]e|licensing|version|release[ds]?|size|weight|mass|length|width|height|depth|volume|density|speed|latency|throughput|time|duration|memory|storage|ram|cpu|power|energy|capacity|flow|rate|temperature|pressure|accuracy|quality|performance|scalability|security|privacy|reliability|stability|maturity|community|ecosystem|ease of use|learning curve|popularity|stars|downloads|contributors|developers?|maintainers?|maintained|author|founded|year|date|since|country|origin|headquarters|type|kind|category|class|colou?r|material|platforms?|os|operating systems?|architecture|protocols?|language|written in|support(?:s|ed)?|supports|compatib\w+|availability|status|purpose|use cases?|usage|focus|scope|goal|approach|definition|example|examples|advantages?|disadvantages?|pros|cons|benefits|drawbacks|strengths|weaknesses|limitations?|best for|suitable for|requirements?|dependencies|default|values?|results?|roles?|meaning|commands?|impact|effect|mechanism|maturity|owner|vendor|provider|complexity|effort|risk|level|priority|implementation|deployment|hosting|deliverables?|when to use|why|where|what it does|trade-?offs?|installation|configuration|documentation|testing|rating|score|range|yield|lifespan|warranty|calories|protein|fat|sugar|preis|größe|gewicht|lizenz|farbe|prix|taille|poids|precio|tamaño|peso|prezzo|prijs)\b/iu;
/** Operating systems and processors, which are conditions of a comparison more often than approaches. */
const platform =
  /\b(?:linux|windows|mac ?os|mac|osx|os x|android|ios|freebsd|x86(?:[_-]64)?|amd64|arm64|aarch64)\b/iu;
/** Statistics of repeated measurements: "Mean", "p99", "Std. dev.". */
const statistics =
  /^(?:mean|median|min(?:imum)?|max(?:imum)?|avg\.?|average|std\.? ?dev\.?|stddev|p\d{2,3}(?:\.\d+)?|runs?|rounds|iterations|samples|ops\/s(?:ec)?|ns\/op)(?:\s*[([].{1,10}[)\]])?$/iu;

const documentPart =
  /^\W*(?:tables?|figures?|charts?|sections?|notes?|tips?|warnings?|faq|results|summary)\W*$/iu;

/** Whether each word of a text names dimensions or parts of documents more often than approaches. */
export function namesDimensionOrPart(text: string): boolean {
  return text
    .trim()
    .split(/\s+/u)
    .every((word) => dimensionWords.test(word) || documentPart.test(word));
}

/** Whether a head names a statistic of repeated measurements. */
export function isStatistic(head: string): boolean {
  return statistics.test(head.trim());
}

/** Files of data are samples more often than approaches. */
const dataFile = /\.(?:md|json|txt|csv|tsv|xml|html?|ya?ml|png|jpe?g|pdf|gz|zip|log)$/iu;
/** The maximum number of words of a head that are counted. */
const maxWords = 6;
const suffix = /[([]([^()[\]]{1,20})[)\]]$/u;
/** Identifiers in lower case such as `seats_per_week`, which name columns in exported data. */
const snakeCase = /^\p{Ll}[\p{Ll}\p{N}]*(?:_[\p{Ll}\p{N}]+)+$/u;
const phrase = /^\S+\s+(?:.*\s)?\p{Ll}{3,}(?:$|[\s,;:?/)-])/u;
const identifier = /^(?:\p{Lu}+\p{Ll}+){2,}$/u;
const allowance =
  /\b(?:allowed|required|needed|permitted|supported|enabled|included|available|possible|provided)\??$|^must\b/iu;
const question =
  /\?$|^(?:can|does|is|has|are|supports?|allows?|requires?|uses?|works?|needs?|number of|max(?:imum)?|min(?:imum)?|average)\b/iu;

/** The shares of heads with certain properties, from 0 to 1, and the length of the heads. */
export interface HeadEvidence {
  readonly units: number;
  readonly dimensions: number;
  readonly names: number;
  readonly links: number;
  readonly platforms: number;
  /** The mean number of words of a head; at most 6 words of each head count. Features have longer names than approaches. */
  readonly words: number;
  /** Heads without capitals, as packages and commands are written. */
  readonly lowerCase: number;
  /** Heads with a word in lower case after the first word: "Background color", but not "Google One". */
  readonly phrases: number;
  /** Heads of several words without spaces, as programs write them: "TotalTime". */
  readonly identifiers: number;
  /** Heads with numbers, as in a list of features: "1. Speed", "2. Price". */
  readonly enumerated: number;
}

/**
 * Computes the evidence in the heads of the rows or of the columns. At most 200 heads are examined.
 * @param isFile whether the table is a file of cells, in which `snake_case` names columns; elsewhere, `snake_case` can also
 *   name approaches
 */
export function evidenceOfHeads(lines: readonly TableLine[], isFile: boolean): HeadEvidence {
  const examined = lines.slice(0, 200);
  const share = (test: (text: string, line: TableLine) => boolean): number =>
    examined.length === 0
      ? 0
      : examined.filter((line) => test(line.head.content.text, line)).length / examined.length;
  return {
    units: share((text) => isUnit(suffix.exec(text)?.[1] ?? '')),
    dimensions: share(
      (text) =>
        question.test(text) ||
        allowance.test(text) ||
        (isFile && snakeCase.test(text)) ||
        isStatistic(text) ||
        (dimensionWords.test(text) && text.split(/\s+/u).length <= 4),
    ),
    names: share(
      (text) => looksLikeName(text) && !isStatistic(text) && !platform.test(text) && !dataFile.test(text),
    ),
    platforms: share((text) => platform.test(text)),
    links: share((_, { head }) => head.links.length > 0),
    words:
      examined.reduce((sum, { head }) => sum + wordCount(head.content.text), 0) /
      Math.max(1, examined.length),
    lowerCase: share((text) => text === text.toLowerCase()),
    phrases: share((text) => phrase.test(text)),
    identifiers: share((text) => identifier.test(text)),
    enumerated: share((text) => /^\d{1,2}[.)]\s/u.test(text)),
  };
}

function wordCount(text: string): number {
  return Math.min(maxWords, text.trim().split(/\s+/u).length);
}

/**
 * Whether a text looks like the name of a product, by one of its words: "GitHub" (a capital after a lower-case letter), "EC2" (a
 * digit after a letter), "Node.js" (one of `.+#@/` between letters), "C++", "F#", or "3.12" (numbers with points). A suffix in
 * brackets is ignored. Texts of more than four words do not look like names.
 */
function looksLikeName(text: string): boolean {
  const words = text.replace(suffix, '').trim().split(/\s+/u);
  if (words.length > 4) return false;
  return words.some((word) =>
    /\p{Ll}\p{Lu}|\p{L}\p{N}|\p{L}[.+#@/]\p{L}|^\p{N}+(?:\.\p{N}+)+$|\p{L}\+\+|\p{L}#/u.test(word),
  );
}
