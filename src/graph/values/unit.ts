import { UcumLhcUtils, type UcumUnit } from '@lhncbc/ucum-lhc';
import { ExactDecimal } from './decimal.js';
import { ValueError } from './value-type.js';

/** A unit of amounts. */
export interface Unit {
  readonly code: string;
  /** Only units of the same kind convert into each other. */
  readonly kind: string;
  /** The size of the unit in base units of its kind. */
  readonly factor: ExactDecimal;
  /**
   * The difference between the zero of the unit and the zero of its kind, in the unit: 273.15 for Cel, 0 for all units
   * other than temperatures.
   */
  readonly offset: ExactDecimal;
}

/** The unit of plain numbers. */
export const one = '1';

const ucum = UcumLhcUtils.getInstance();
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const unitCache = new Map<string, Unit>();
const maxCachedUnits = 10_000;

/** Multiples of the bel that authors use for bytes, such as GB, which is valid UCUM. */
const bytesAsBels = /^(?:[kKMGTPEZY]|[KMGT]i)B(?=\/|$)/;

/**
 * The conversions of temperatures to kelvins: (amount + offset) × factor. The conversions of the library are floats,
 * and its conversion of Réaumur is wrong.
 */
const temperatures: ReadonlyMap<string | null, Pick<Unit, 'factor' | 'offset'>> = new Map([
  ['Cel', { factor: new ExactDecimal(1), offset: new ExactDecimal('273.15') }],
  ['degF', { factor: new ExactDecimal(5).div(9), offset: new ExactDecimal('459.67') }],
]);
const plain = { factor: new ExactDecimal(1), offset: new ExactDecimal(0) };

/** Whether a code is an ISO 4217 currency. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

const moneyPerTime = /^(?<currency>[A-Z]{3})\/(?<time>.*)$/;

/**
 * Parses the code of a unit: UCUM (kg, ms, GBy, km/h, %), an ISO 4217 currency (EUR), or such a currency per UCUM unit
 * of time (EUR/mo).
 * @throws {ValueError} if the code has none of these forms, contains a decimal number, or is a multiple of the bel that
 * authors use for bytes (GB)
 */
export function parseUnit(code: string): Unit {
  const cached = unitCache.get(code);
  if (cached) return cached;
  const unit = currencies.has(code)
    ? { code, kind: `currency ${code}`, ...plain }
    : (parseMoneyPerTime(code) ?? parseUcum(code));
  if (unitCache.size < maxCachedUnits) unitCache.set(code, unit);
  return unit;
}

/**
 * Parses a currency per unit of time, which UCUM does not have.
 * @returns null if the code does not start with a currency and `/`
 * @throws {ValueError} if the rest of the code is not a unit of time
 */
function parseMoneyPerTime(code: string): Unit | null {
  const { currency = '', time = '' } = moneyPerTime.exec(code)?.groups ?? {};
  if (!currencies.has(currency)) return null;
  const second = parseUnit('s');
  const unit = lookUp(time) && parseUcum(time);
  if (unit?.kind !== second.kind) {
    throw new ValueError(
      'a currency per UCUM unit of time, such as EUR/mo (mo, a, wk, d, h are month, year, week, day, hour)',
      code,
    );
  }
  return {
    code,
    kind: `currency ${currency} per time`,
    factor: second.factor.div(unit.factor),
    offset: plain.offset,
  };
}

/** Whether a unit is neither money nor a unit that converts only to itself, such as [iU] or a logarithmic unit. */
export function isPhysical({ kind }: Unit): boolean {
  return !/^(?:currency|as) /u.test(kind);
}

/** Whether amounts in these units can be values of one dimension: the units convert into each other, or all of them are money, possibly per time. */
export function shareDimension(units: readonly Unit[]): boolean {
  const [first] = units;
  return units.every(({ kind }) => kind === first?.kind) || units.every(isMoney);
}

/** Whether a unit is a currency, possibly per time. */
export function isMoney({ kind }: Unit): boolean {
  return kind.startsWith('currency ');
}

/**
 * A decimal number, which UCUM does not have: it reads 1.5 as 1 times 5. The digits after a unit are its exponent, so
 * m2.4 does not contain a decimal number.
 */
const decimalNumber = /(?<![A-Za-z\]}][+-]?\d*)\d\.\d/;

function parseUcum(code: string): Unit {
  if (decimalNumber.test(code)) {
    throw new ValueError('a unit without a decimal number (UCUM reads 1.5 as 1 times 5)', code);
  }
  if (bytesAsBels.test(code)) {
    const suggestion = code.replace(/^KB/, 'kB').replace('B', 'By');
    throw new ValueError(`a unit (did you mean ${suggestion}? B is the bel)`, code);
  }
  const unit = lookUp(code);
  if (!unit || (unit.cnv_ === null && !(unit.magnitude_ > 0 && Number.isFinite(unit.magnitude_)))) {
    throw new ValueError('a unit: a UCUM code (kg, ms, GBy, %) or an ISO 4217 currency (EUR, EUR/mo)', code);
  }
  const temperature = temperatures.get(unit.cnv_);
  if (unit.isArbitrary_ || (unit.cnv_ !== null && !temperature))
    return { code, kind: `as ${code}`, ...plain };
  return { code, kind: kindOf(code, unit), ...(temperature ? prefixed(temperature, unit) : measured(unit)) };
}

/**
 * Looks up a code. The library logs codes with blanks, accepts some codes that are not UCUM as a similar unit, and
 * finds the members of every object (`constructor`) as units.
 */
function lookUp(code: string): UcumUnit | null {
  if (code.length > 60 || /\s/.test(code)) return null;
  const { unit, origString } = ucum.getSpecifiedUnit(code, 'validate');
  return origString === code && typeof unit?.magnitude_ === 'number' ? unit : null;
}

/** The size of a unit from the library. The factors of the library are floats with 15 correct digits. */
function measured(unit: UcumUnit): Pick<Unit, 'factor' | 'offset'> {
  return { factor: new ExactDecimal(unit.magnitude_.toPrecision(15)), offset: plain.offset };
}

function prefixed({ factor, offset }: Pick<Unit, 'factor' | 'offset'>, { cnvPfx_ }: UcumUnit) {
  return { factor: factor.times(cnvPfx_), offset: offset.div(cnvPfx_) };
}

/**
 * Finds the kind of a unit. UCUM treats bits and bytes as plain numbers; here, information is a dimension. Bits and
 * bytes are replaced by candelas, so that the library computes the exponent of information.
 */
function kindOf(code: string, unit: UcumUnit): string {
  const counted = code.replace(/(?:By|bit)(?![A-Za-z_])/g, 'cd');
  const dimensions = [unit, counted === code ? unit : lookUp(counted)].map((each) => String(each?.dim_));
  return [...new Set(dimensions)].join(' with information ');
}

/** The number of correct digits of a converted amount if the factor between the units is rounded. */
const soundDigits = 13;

/** Whether amounts convert from one unit to another without rounding. */
export function convertsExactly(from: Unit, to: Unit): boolean {
  return from.code === to.code || ratioOf(from, to).isExact;
}

/** The factor between two units. */
interface Ratio {
  readonly factor: ExactDecimal;
  /** Whether the factor has so few digits that it is not rounded. */
  readonly isExact: boolean;
}

/**
 * Caches the factors from a unit to other units, by their codes: computing a quotient of 250 digits takes microseconds.
 */
const ratios = new WeakMap<Unit, Map<string, Ratio>>();
/** The maximum number of cached factors per unit: an amount is compared in few units. */
const maxRatios = 100;

/**
 * Computes the factor between two units, rounded so that a quotient of quotients (12 for EUR/mo and EUR/a) is not
 * 11.99…9.
 */
function ratioOf(from: Unit, to: Unit): Ratio {
  let byCode = ratios.get(from);
  if (!byCode) {
    byCode = new Map();
    ratios.set(from, byCode);
  }
  let ratio = byCode.get(to.code);
  if (!ratio) {
    const factor = from.factor.div(to.factor).toSignificantDigits(200);
    ratio = { factor, isExact: factor.precision() <= 12 };
    if (byCode.size < maxRatios) byCode.set(to.code, ratio);
  }
  return ratio;
}

/**
 * Converts an amount to another unit of the same kind: exactly if the factor between the units is exact (kB to MB,
 * min to s), otherwise to 13 digits, which for temperatures are counted from absolute zero.
 * @returns null if the kinds differ
 */
export function convert(amount: ExactDecimal, from: Unit, to: Unit): ExactDecimal | null {
  if (from.code === to.code) return amount;
  if (from.kind !== to.kind) return null;
  if (from.offset.isZero() && to.offset.isZero()) return scale(amount, from, to);
  const shifted = amount.plus(from.offset);
  return scale(shifted, from, to).minus(to.offset);
}

function scale(amount: ExactDecimal, from: Unit, to: Unit): ExactDecimal {
  const { factor, isExact } = ratioOf(from, to);
  const scaled = amount.times(factor);
  return isExact ? scaled : scaled.toSignificantDigits(soundDigits);
}
