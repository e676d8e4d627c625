import { UcumLhcUtils, type UcumUnit } from '@lhncbc/ucum-lhc';
import { ExactDecimal } from './decimal.js';
import { ValueError } from './value-type.js';

/** A unit that amounts are stated in. */
export interface Unit {
  readonly code: string;
  /** Units of one kind convert into each other; no others do. */
  readonly kind: string;
  /** How many base units of its kind it is; null where it is no ratio (degrees Celsius), or converts into nothing. */
  readonly factor: ExactDecimal | null;
}

/** The unit of plain numbers. */
export const one = '1';

const ucum = UcumLhcUtils.getInstance();
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const known = new Map<string, Unit>();
const mostKnown = 10_000;

/** Gigabel and its like are sound UCUM, and never meant. */
const bels = /^(?:[kKMGTPEZY]|[KMGT]i)B(?=\/|$)/;

/**
 * The unit with a code: UCUM (kg, ms, GBy, km/h, %), or an ISO 4217 currency (EUR).
 * @throws {ValueError} where it is neither, with what was probably meant
 */
export function readUnit(code: string): Unit {
  const seen = known.get(code);
  if (seen) return seen;
  const unit = currencies.has(code)
    ? { code, kind: `currency ${code}`, factor: new ExactDecimal(1) }
    : readUcum(code);
  if (known.size < mostKnown) known.set(code, unit);
  return unit;
}

function readUcum(code: string): Unit {
  if (bels.test(code))
    throw new ValueError(`a unit (did you mean ${code.replace('B', 'By')}? B is the bel)`, code);
  const { unit, origString } =
    code.length <= 60 ? ucum.getSpecifiedUnit(code, 'validate') : { unit: null, origString: '' };
  // The library reads some codes that are not UCUM as a unit that they resemble.
  if (!unit || origString !== code || (unit.cnv_ === null && !Number.isFinite(unit.magnitude_))) {
    throw new ValueError('a unit: a UCUM code (kg, ms, GBy, %) or an ISO 4217 currency (EUR)', code);
  }
  return { code, kind: kindOf(code, unit), factor: unit.cnv_ === null ? factorOf(unit) : null };
}

/** The library's factors are floats: 15 digits of them are sound. */
function factorOf(unit: UcumUnit): ExactDecimal {
  return new ExactDecimal(unit.magnitude_.toPrecision(15));
}

function kindOf(code: string, unit: UcumUnit): string {
  const isTemperature = unit.cnv_ === 'Cel' || unit.cnv_ === 'degF' || unit.cnv_ === 'degRe';
  if (unit.isArbitrary_ || (unit.cnv_ !== null && !isTemperature)) return `as ${code}`;
  return `${String(unit.dim_)} information ${informationExponent(code)}`;
}

/** UCUM takes bits and bytes for plain numbers; here information is a dimension, with an exponent of its own. */
function informationExponent(code: string): number {
  let exponent = 0;
  for (const [, sign, power] of code.matchAll(/(^|[./])[A-Za-z]*?(?:By|bit)([+-]?\d+)?(?=$|[./{])/g)) {
    exponent += (sign === '/' ? -1 : 1) * Number(power ?? 1);
  }
  return exponent;
}

/** Digits to which a converted amount is right where the factor between two units is itself rounded. */
const soundDigits = 13;

/**
 * An amount in another unit of the same kind; null where the kinds differ. Exact where the factor between
 * the units is (kB to MB, min to s); otherwise right to 13 digits.
 */
export function convert(amount: ExactDecimal, from: Unit, to: Unit): ExactDecimal | null {
  if (from.code === to.code) return amount;
  if (from.kind !== to.kind) return null;
  if (from.factor && to.factor) {
    const ratio = from.factor.div(to.factor);
    if (ratio.precision() <= 12) return amount.times(ratio);
    const inverse = to.factor.div(from.factor);
    const converted = inverse.precision() <= 12 ? amount.div(inverse) : amount.times(ratio);
    return converted.toSignificantDigits(soundDigits);
  }
  const { status, toVal } = ucum.convertUnitTo(from.code, amount.toNumber(), to.code);
  return status === 'succeeded' && toVal !== null ? new ExactDecimal(toVal).toSignificantDigits(12) : null;
}
