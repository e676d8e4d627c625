import { ExactDecimal } from './decimal.js';
import { noScale, ValueError, type PreparedOperand, type Related, type ValueRule } from './value-type.js';

/** A version, or a range of versions, as stated. */
export interface VersionValue {
  readonly type: 'VERSION';
  /** Without a leading "v". The oldest and the newest of a single version are equal. One of them may be null, which is an open end. */
  readonly oldest: string | null;
  readonly newest: string | null;
}

const maxLength = 80;
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const versionPattern = new RegExp(`^(\\d+(?:\\.\\d+)*)(?:-(${identifiers}))?(?:\\+${identifiers})?$`, 'u');
export const versionRuleInWords = `a version as a text, such as "3.10" or "2.0.0-rc.1", of ${maxLength} characters at most`;
const expected = `${versionRuleInWords}, or a range { oldest: "3.9", newest: "3.12" }`;

/**
 * Parses a version.
 * @returns the version without a leading "v"; null if `written` is not a version as `versionRuleInWords` describes it
 */
export function parseVersion(written: unknown): string | null {
  if (typeof written !== 'string') return null;
  const text = written.trim().replace(/^v(?=\d)/iu, '');
  return text.length <= maxLength && versionPattern.test(text) ? text : null;
}

export const versionRule: ValueRule<VersionValue> = {
  parse(written) {
    if (!isMapping(written)) {
      const version = parseVersion(written);
      if (version === null) throw new ValueError(expected, written);
      return { type: 'VERSION', oldest: version, newest: version };
    }
    const { oldest: low, newest: high, ...others } = written;
    const [oldest, newest] = [bound(low), bound(high)];
    if ((oldest === null && newest === null) || Object.keys(others).length > 0)
      throw new ValueError(expected, written);
    if (oldest !== null && newest !== null && isNewer(parseParts(oldest), parseParts(newest))) {
      throw new ValueError('a range whose oldest version is not newer than its newest', written);
    }
    return { type: 'VERSION', oldest, newest };
  },
  canonical: ({ oldest, newest }) => JSON.stringify([oldest, newest]),
  display({ oldest, newest }) {
    if (oldest === newest) return `${oldest}`;
    if (newest === null) return `${oldest} or newer`;
    return oldest === null ? `${newest} or older` : `${oldest} to ${newest}`;
  },
  written({ oldest, newest }) {
    if (oldest === newest) return oldest;
    return { ...(oldest === null ? {} : { oldest }), ...(newest === null ? {} : { newest }) };
  },
  counted(value) {
    const keyOf = (version: string | null): string => (version === null ? '' : positionOf(version).toFixed());
    return [{ key: `${keyOf(value.oldest)} ${keyOf(value.newest)}`, value }];
  },
  searched: () => null,
  relate([left], [right]) {
    if (!left || !right) throw new TypeError('Expected one value of VERSION on each side, got none.');
    if (left.oldest === right.oldest && left.newest === right.newest) return same;
    return new PreparedVersion(left).relatedTo(new PreparedVersion(right));
  },
  prepare: ([value]) => (value ? new PreparedVersion(value) : null),
  words: null,
  order: {
    position: ({ oldest, newest }) => (oldest === null || oldest !== newest ? null : positionOf(oldest)),
    interval: ({ oldest, newest }) => ({
      low: oldest === null ? null : positionOf(oldest),
      high: newest === null ? null : positionOf(newest),
      slack: zero,
    }),
  },
  ends: null,
};

const writtenForms = `${versionRuleInWords}, or a range: 3.9 to 3.12, 3.9 or newer, 3.9+, 3.12 or older`;
const oldestForms = [/^(.+) or (?:newer|later|higher|above)$/iu, /^(?:>=|≥) ?(.+)$/u, /^(.+?) ?\+$/u];
const newestForms = [/^(.+) or (?:older|earlier|lower|below)$/iu, /^(?:<=|≤) ?(.+)$/u, /^up to (.+)$/iu];
const rangeForms = [/^(.+?) to (.+)$/iu, /^(.+?) [-–—] (.+)$/u, /^(.+?)[–—](.+)$/u];
/** SemVer reads 3.12 in 3.9-3.12 as a pre-release; people also write ranges in this form. */
const rangeOrPreRelease = /^v?\d+(?:\.\d+)*-v?\d+\.\d+(?:\.\d+)*$/iu;

/**
 * Parses a version or a range of versions as people write it in tables: `v3.10`, `3.9 to 3.12`, `3.9+`, `3.12 or older`.
 * @throws {ValueError} if the text is neither, or if it can be a range or a pre-release, such as 3.9-3.12
 */
export function parseWrittenVersion(text: string): VersionValue {
  const written = text.trim().replaceAll(/\s+/gu, ' ');
  if (rangeOrPreRelease.test(written)) {
    throw new ValueError('a range with "to" (3.9 to 3.12), as a hyphen starts a pre-release', text);
  }
  const ends = endsOf(written);
  if (!ends) throw new ValueError(writtenForms, text);
  try {
    return versionRule.parse(ends, noScale);
  } catch (error) {
    throw error instanceof ValueError ? new ValueError(error.expected, text) : error;
  }
}

function endsOf(written: string): { readonly oldest?: string; readonly newest?: string } | null {
  const version = parseVersion(written);
  if (version !== null) return { oldest: version, newest: version };
  for (const form of oldestForms) {
    const oldest = parseVersion(form.exec(written)?.[1]);
    if (oldest !== null) return { oldest };
  }
  for (const form of newestForms) {
    const newest = parseVersion(form.exec(written)?.[1]);
    if (newest !== null) return { newest };
  }
  for (const form of rangeForms) {
    const [, low, high] = form.exec(written) ?? [];
    const [oldest, newest] = [parseVersion(low), parseVersion(high)];
    if (oldest !== null && newest !== null) return { oldest, newest };
  }
  return null;
}

const same: Related = Object.freeze({ relation: 'SAME', distance: 0 });
const zero = new ExactDecimal(0);

function isMapping(written: unknown): written is Readonly<Record<string, unknown>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written);
}

function bound(written: unknown): string | null {
  if (written === undefined || written === null) return null;
  const version = parseVersion(written);
  if (version === null) throw new ValueError(versionRuleInWords, written);
  return version;
}

/**
 * The parts of a version that decide its order. Numbers are digit strings without leading zeros, so that their length
 * is not limited. Build metadata is omitted: SemVer ignores it for precedence.
 */
interface Version {
  /** Without trailing numbers that are 0. */
  readonly release: readonly string[];
  /** Null for a release, which is newer than its pre-releases. */
  readonly preRelease: readonly string[] | null;
}

function parseParts(version: string): Version {
  const [, dotted = '', preRelease] = versionPattern.exec(version) ?? [];
  const release = dotted.split('.').map(plainNumber);
  while (release.at(-1) === '0') release.pop();
  const names = preRelease?.split('.').map((each) => (isNumber(each) ? plainNumber(each) : each));
  return { release, preRelease: names ?? null };
}

function plainNumber(digits: string): string {
  return digits.replace(/^0+(?=\d)/u, '');
}

function isNumber(identifier: string): boolean {
  return /^\d+$/u.test(identifier);
}

function isNewer(left: Version, right: Version): boolean {
  return compareVersions(left, right) > 0;
}

/**
 * Compares versions by SemVer 2.0.0, section 11, extended to releases with any number of parts.
 * @returns below 0 if the left version is older
 */
function compareVersions(left: Version, right: Version): number {
  const parts = Math.max(left.release.length, right.release.length);
  for (let index = 0; index < parts; index += 1) {
    const byNumber = compareNumbers(left.release[index] ?? '0', right.release[index] ?? '0');
    if (byNumber !== 0) return byNumber;
  }
  if (left.preRelease === null || right.preRelease === null)
    return Number(left.preRelease === null) - Number(right.preRelease === null);
  return comparePreReleases(left.preRelease, right.preRelease);
}

function comparePreReleases(left: readonly string[], right: readonly string[]): number {
  for (const [index, leftPart] of left.entries()) {
    const rightPart = right[index];
    if (rightPart === undefined) return 1;
    if (leftPart === rightPart) continue;
    const [isLeftNumber, isRightNumber] = [isNumber(leftPart), isNumber(rightPart)];
    if (isLeftNumber && isRightNumber) return compareNumbers(leftPart, rightPart);
    if (isLeftNumber !== isRightNumber) return isLeftNumber ? -1 : 1;
    return leftPart < rightPart ? -1 : 1;
  }
  return left.length - right.length;
}

function compareNumbers(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : Number(left > right);
}

/** The number of parts of a release in SemVer, including parts that are not written. The pre-release follows them. */
const partsOfRelease = 3;

/**
 * Computes the distance of two versions: 1 / (1 + equal leading parts), or 0 if their precedence is equal. The
 * identifiers of a pre-release are also parts.
 */
function distance(left: Version, right: Version): number {
  const parts = Math.max(left.release.length, right.release.length);
  for (let index = 0; index < parts; index += 1) {
    if ((left.release[index] ?? '0') !== (right.release[index] ?? '0')) return 1 / (1 + index);
  }
  const [leftPart, rightPart] = [left.preRelease ?? [], right.preRelease ?? []];
  let equalParts = 0;
  while (equalParts < leftPart.length && leftPart[equalParts] === rightPart[equalParts]) equalParts += 1;
  if (equalParts === leftPart.length && equalParts === rightPart.length) return 0;
  return 1 / (1 + Math.max(parts, partsOfRelease) + equalParts);
}

/** A version or range prepared for comparisons: its bounds, parsed once. */
class PreparedVersion implements PreparedOperand {
  readonly #oldest: Version | null;
  readonly #newest: Version | null;

  constructor({ oldest, newest }: VersionValue) {
    this.#oldest = oldest === null ? null : parseParts(oldest);
    this.#newest = oldest === newest ? this.#oldest : newest === null ? null : parseParts(newest);
  }

  distanceTo(other: PreparedVersion): number {
    return Math.max(gap(this.#oldest, other.#oldest), gap(this.#newest, other.#newest));
  }

  relatedTo(other: PreparedVersion): Related {
    const distanceToOther = this.distanceTo(other);
    if (distanceToOther === 0) return { relation: 'EQUIVALENT', distance: 0 };
    return { relation: this.#overlaps(other) ? 'OVERLAPPING' : 'DIFFERENT', distance: distanceToOther };
  }

  #overlaps(other: PreparedVersion): boolean {
    const isAbove = (low: Version | null, high: Version | null): boolean =>
      low !== null && high !== null && isNewer(low, high);
    return !isAbove(this.#oldest, other.#newest) && !isAbove(other.#oldest, this.#newest);
  }
}

/** The distance of two bounds; 1 between an open and a closed bound. */
function gap(left: Version | null, right: Version | null): number {
  if (left === null || right === null) return left === right ? 0 : 1;
  return left === right ? 0 : distance(left, right);
}

/** The characters of identifiers in ASCII order, which is their order in SemVer. */
const characters = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const inTwoDigits = (number: number): string => String(number).padStart(2, '0');

/**
 * Computes the position of a version: a decimal between 0 and 1 that is greater for newer versions and equal for
 * versions of equal precedence. So versions are ordered by the same code as amounts and dates. Its digits are a
 * prefix-free code: for each number of the release its length plus 2 in two digits and the number itself ("02" for
 * zero), then "01" for a release, or "00" and the identifiers for a pre-release. A text of 80 characters gives at most
 * about 200 digits; decimals have 250.
 */
function positionOf(version: string): ExactDecimal {
  const { release, preRelease } = parseParts(version);
  const numbers = release.map((number) => (number === '0' ? '02' : inTwoDigits(number.length + 2) + number));
  const end = preRelease === null ? '01' : `00${preRelease.map(codeOfIdentifier).join('')}0`;
  return new ExactDecimal(`0.${numbers.join('')}${end}`);
}

/**
 * Encodes an identifier. "0" ends the identifiers, "1" starts a number, "2" starts a word, so that a shorter list of
 * identifiers is sorted before a longer list, and numbers before words.
 */
function codeOfIdentifier(identifier: string): string {
  if (isNumber(identifier)) return `1${inTwoDigits(identifier.length)}${identifier}`;
  const codes = [...identifier].map((each) => inTwoDigits(characters.indexOf(each) + 1));
  return `2${codes.join('')}00`;
}
