/** A number whose scale, such as the letter k, is written after it. */
export interface ScaledNumber {
  /** The amount without the scale, with the signs and words around it. */
  readonly text: string;
  /** The power of ten of the scale. */
  readonly exponent: number;
}

const exponents: Readonly<Record<string, number>> = {
  ...{ k: 3, thousand: 3, m: 6, mn: 6, mio: 6, million: 6, millions: 6 },
  ...{ g: 9, b: 9, bn: 9, mrd: 9, billion: 9, billions: 9, t: 12, tn: 12, trillion: 12, trillions: 12 },
};

const pattern =
  /^(?<before>[^\d.,]{0,14})(?<number>\d[\d.,]*(?:[kKMBGT]?\s?[-–—~]\s?\d[\d.,]*)?)\s?(?<scale>[kKMmBGT]|thousand|millions?|billions?|trillions?|mn|bn|tn|mio|mrd)\.?(?<plus>\+?)(?<after>(?:\/\p{L}+|\s(?:\/\s)?\p{L}[\p{L}/ ]*)?)$/u;

/** Matches resolutions of screens, which are not thousands. */
const resolution = /^[24568]k$/iu;
/**
 * Matches nouns after a scale, and heads, that name counted objects. Most of these nouns match only in the
 * plural, because the singular can be the head of a size: "Download".
 */
const countedNouns = new RegExp(
  String.raw`^#|\b(?:numbers? of|no\. of|count)\b|\b(?:${[
    'param(?:eter)?s?|tokens?|context(?: window| length| size)?|users|members|people|population|inhabitants|customers|employees|contributors',
    'downloads|installs|installations|dls?|stars|forks|followers|subscribers|likes|views|visits|visitors|commits|issues|pulls',
    'flops|macs|requests|reqs?|queries|rps|qps|tps|iops|ops|operations|messages|msgs?|events|transactions|txs?|calls|hits|connections|conns',
    'rows|records|entries|documents|docs|vectors|embeddings|items|keys|objects|nodes|edges|triples|images|samples|examples|points|elements',
    'reads|writes|inserts|updates|lookups|iterations|iters?|instructions|gates|transistors|cells|sites|websites|files|lines|loc|sloc|words|packages|repos|repositories',
  ].join('|')})(?![\p{L}])`,
  'iu',
);
/** Heads of numbers, even if they also name a size: "Context size (tokens)". */
const counted = /^#|\b(?:numbers? of|param(?:eter)?s?|tokens?|context)\b/iu;
/** Heads of numbers of operations, in whose cells the letter G is a scale: "FLOPs", "MACs". */
const operations = /\b(?:flops?|macs?|mult-?adds|madds|ops)\b/iu;
/** Heads of amounts, such as sizes in bytes or temperatures, in whose cells the letters can be units. */
const measured =
  /\b(?:memory|mem|ram|rom|rss|flash|cache|heap|stack|buffers?|disks?|storage|capacity|footprint|bytes?|(?:code |binary |file |bundle |image |install(?:ed)? |download )?size|bandwidth|bit ?rate|temp(?:erature)?|resolution|clock|frequency)\b/iu;

/**
 * Creates a reader of numbers with a scale: with a word or a currency (`2 million`, `$3M`), with a noun (`10M ops/s`),
 * or with a letter below a head that names counted objects. The letter k needs no such head, unless the head names a
 * size.
 * @param texts the cells of a dimension
 * @returns null if no cell has a scale, if a letter can be a unit, or if the cells are resolutions of screens
 */
export function scaleReader(
  head: string,
  texts: readonly string[],
): ((text: string) => ScaledNumber | null) | null {
  const found = texts.map((text) => pattern.exec(text)?.groups).filter((groups) => groups !== undefined);
  if (found.length === 0 || !found.every((groups) => isCertain(head, groups))) return null;
  const areResolutions = found.every(({ number = '', scale = '', after = '' }) =>
    resolution.test(`${number}${scale}${after}`),
  );
  if (areResolutions) return null;
  return (text) => {
    const { before = '', number = '', scale = '', plus = '', after = '' } = pattern.exec(text)?.groups ?? {};
    const exponent = exponents[scale.toLowerCase()];
    // The scale after a range applies to both ends. The first end may repeat the scale: "8K-32K".
    const [first = '', ...repeated] = number.split(/(?<=\d)(?=[kKMBGT])/u);
    if (exponent === undefined || repeated.some((end) => end[0]?.toLowerCase() !== scale.toLowerCase()))
      return null;
    const digits = [first, ...repeated.map((end) => end.slice(1))].join('');
    return { text: `${before}${digits}${plus}${after}`, exponent };
  };
}

function isCertain(head: string, groups: Readonly<Record<string, string | undefined>>): boolean {
  const { before = '', scale = '', after = '' } = groups;
  if (scale.length > 1 || /\p{Sc}/u.test(before)) return true;
  if (scale === 'm') return false;
  if (scale === 'G') return operations.test(head) && after === '';
  if (measured.test(head) && !counted.test(head)) return false;
  if (countedNouns.test(after)) return true;
  return (scale === 'k' && !after.startsWith('/')) || (countedNouns.test(head) && after === '');
}
