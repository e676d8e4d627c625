import type { Locale } from '../locale.js';

/** A unit of CLDR, and the length of its name. */
export interface CldrUnit {
  readonly unit: string;
  readonly length: 'long' | 'short' | 'narrow';
}

/**
 * Units whose names come from CLDR. Periods of at least a second, stones, and bits and bytes without a prefix are written as words. Units with
 * an ambiguous name in CLDR are not listed, such as gallons (US or imperial) and bits with a prefix (`kb`).
 */
export const cldrUnits: ReadonlyMap<string, CldrUnit> = new Map(
  (
    [
      ['long', 's second', 'min minute', 'h hour', 'd day', 'wk week', 'mo month', 'a year'],
      ['long', 'bit bit', 'By byte', '[stone_av] stone'],
      ['short', 'ms millisecond', 'us microsecond', 'ns nanosecond'],
      ['short', 'm meter', 'km kilometer', 'cm centimeter', 'mm millimeter'],
      ['short', '[in_i] inch', '[ft_i] foot', '[yd_i] yard', '[mi_i] mile', 'har hectare'],
      ['short', 'L liter', 'l liter', 'mL milliliter', 'ml milliliter'],
      ['short', 'g gram', 'kg kilogram', '[oz_av] ounce', '[lb_av] pound'],
      ['short', 'Cel celsius', '[degF] fahrenheit', '% percent'],
      ['short', 'kBy kilobyte', 'MBy megabyte', 'GBy gigabyte', 'TBy terabyte', 'PBy petabyte'],
      ['short', 'km/h kilometer-per-hour', '[mi_i]/h mile-per-hour'],
      ['narrow', 'deg degree'],
    ] as const
  ).flatMap(([length, ...units]) =>
    units.map((each): [string, CldrUnit] => {
      const [code = '', unit = ''] = each.split(' ');
      return [code, { unit, length }];
    }),
  ),
);

/** The name of a unit in the singular and in the plural. A symbol has no plural: its second item is null. */
type Name = readonly [one: string, other: string | null];

/** The names and symbols of units in both languages, in addition to CLDR. */
export const namedUnits: ReadonlyMap<string, Readonly<Record<Locale, Name>>> = new Map(
  Object.entries({
    // Symbols
    '[nmi_i]': symbol('nmi'),
    '[kn_i]': symbol('kn'),
    'N.m': symbol('Nm'),
    '[lbf_av]': symbol('lbf'),
    '[ft_i].[lbf_av]': symbol('lb-ft'),
    'W.h': symbol('Wh'),
    'mW.h': symbol('mWh'),
    'kW.h': symbol('kWh'),
    'MW.h': symbol('MWh'),
    'GW.h': symbol('GWh'),
    'TW.h': symbol('TWh'),
    'A.h': symbol('Ah'),
    'mA.h': symbol('mAh'),
    'V.A': symbol('VA'),
    'kV.A': symbol('kVA'),
    'MV.A': symbol('MVA'),
    '[HP]': symbol('hp'),
    '[Btu_IT]': symbol('BTU'),
    '[psi]': symbol('psi'),
    'mm[Hg]': symbol('mmHg'),
    "[in_i'Hg]": symbol('inHg'),
    '[ppth]': symbol('‰'),
    '[ppm]': symbol('ppm'),
    '[ppb]': symbol('ppb'),
    '[IU]': symbol('IU', 'I.E.'),
    'm[IU]': symbol('mIU', 'mI.E.'),
    'k[IU]': symbol('kIU', 'kI.E.'),
    '{pixels}': symbol('px'),
    '{dots}/[in_i]': symbol('dpi'),
    '{pixels}/[in_i]': symbol('ppi'),
    '{revolutions}/min': symbol('rpm', 'U/min'),
    '{beats}/min': symbol('bpm'),
    '[foz_us]': symbol('US fl oz'),
    '[foz_br]': symbol('UK fl oz'),
    '[mi_i]/[gal_us]': symbol('US mpg'),
    '[mi_i]/[gal_br]': symbol('UK mpg'),
    // Words, also for units whose symbols are easily confused with other units, such as F and C
    '[gal_us]': { en: ['US gallon', 'US gallons'], de: ['US-Gallone', 'US-Gallonen'] },
    '[gal_br]': { en: ['UK gallon', 'UK gallons'], de: ['britische Gallone', 'britische Gallonen'] },
    '[pt_us]': { en: ['US pint', 'US pints'], de: ['US-Pint', 'US-Pints'] },
    '[pt_br]': { en: ['UK pint', 'UK pints'], de: ['britisches Pint', 'britische Pints'] },
    '[qt_us]': { en: ['US quart', 'US quarts'], de: ['US-Quart', 'US-Quarts'] },
    '[qt_br]': { en: ['UK quart', 'UK quarts'], de: ['britisches Quart', 'britische Quarts'] },
    '[pnt]': { en: ['point', 'points'], de: ['Punkt', 'Punkte'] },
    '[ston_av]': { en: ['short ton', 'short tons'], de: ['Short Ton', 'Short Tons'] },
    '[lton_av]': { en: ['long ton', 'long tons'], de: ['Long Ton', 'Long Tons'] },
    '[acr_us]': { en: ['US acre', 'US acres'], de: ['US-Acre', 'US-Acres'] },
    '[acr_br]': { en: ['UK acre', 'UK acres'], de: ['britischer Acre', 'britische Acres'] },
    st: { en: ['stere', 'steres'], de: ['Ster', 'Ster'] },
    B: { en: ['bel', 'bels'], de: ['Bel', 'Bel'] },
    G: { en: ['gauss', 'gauss'], de: ['Gauß', 'Gauß'] },
    '[car_m]': { en: ['carat', 'carats'], de: ['Karat', 'Karat'] },
    F: { en: ['farad', 'farads'], de: ['Farad', 'Farad'] },
    C: { en: ['coulomb', 'coulombs'], de: ['Coulomb', 'Coulomb'] },
    H: { en: ['henry', 'henries'], de: ['Henry', 'Henry'] },
    S: { en: ['siemens', 'siemens'], de: ['Siemens', 'Siemens'] },
    T: { en: ['tesla', 'teslas'], de: ['Tesla', 'Tesla'] },
    kt: { en: ['kilotonne', 'kilotonnes'], de: ['Kilotonne', 'Kilotonnen'] },
    // Counted things
    '{requests}': { en: ['request', 'requests'], de: ['Anfrage', 'Anfragen'] },
    '{queries}': { en: ['query', 'queries'], de: ['Abfrage', 'Abfragen'] },
    '{transactions}': { en: ['transaction', 'transactions'], de: ['Transaktion', 'Transaktionen'] },
    '{operations}': { en: ['operation', 'operations'], de: ['Operation', 'Operationen'] },
    '{messages}': { en: ['message', 'messages'], de: ['Nachricht', 'Nachrichten'] },
    '{events}': { en: ['event', 'events'], de: ['Ereignis', 'Ereignisse'] },
    '{records}': { en: ['record', 'records'], de: ['Datensatz', 'Datensätze'] },
    '{rows}': { en: ['row', 'rows'], de: ['Zeile', 'Zeilen'] },
    '{tokens}': { en: ['token', 'tokens'], de: ['Token', 'Tokens'] },
    '{pages}': { en: ['page', 'pages'], de: ['Seite', 'Seiten'] },
    '{images}': { en: ['image', 'images'], de: ['Bild', 'Bilder'] },
    '{frames}': { en: ['frame', 'frames'], de: ['Einzelbild', 'Einzelbilder'] },
    '{revolutions}': { en: ['revolution', 'revolutions'], de: ['Umdrehung', 'Umdrehungen'] },
    '{beats}': { en: ['beat', 'beats'], de: ['Schlag', 'Schläge'] },
    '{dots}': { en: ['dot', 'dots'], de: ['Bildpunkt', 'Bildpunkte'] },
  } satisfies Record<string, Record<Locale, Name>>),
);

function symbol(en: string, de = en): Record<Locale, Name> {
  return { en: [en, null], de: [de, null] };
}

/** The symbols of metric units that differ from their UCUM codes. */
const otherSymbols: Readonly<Record<string, Record<Locale, string>>> = {
  By: { en: 'B', de: 'B' },
  Ohm: { en: 'Ω', de: 'Ω' },
  L: { en: 'L', de: 'l' },
  l: { en: 'L', de: 'l' },
  B: { en: 'bel', de: 'Bel' },
  G: { en: 'gauss', de: 'Gauß' },
};
/** The prefixes of each metric unit, as UCUM codes: `u` is micro. */
const metricUnits: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['m', 's', 'g', 'L', 'l', 'A', 'K', 'mol', 'lm', 'lx', 'Hz', 'N', 'Pa', 'bar', 'J', 'cal', 'eV'],
      ...['W', 'V', 'Ohm', 'F', 'C', 'H', 'S', 'T', 'Wb', 'Bq', 'Gy', 'Sv', 'rad', 'Bd'],
    ].map((unit) => [unit, 'p n u m c d h k M G T']),
  ),
  cd: 'm k',
  sr: '',
  t: '',
  G: '',
  bit: 'k M G T P E Ki Mi Gi Ti',
  By: 'k M G T P E Ki Mi Gi Ti',
  B: '',
};

/** Symbols of units without prefixes, for products and quotients of units. */
const plainSymbols: Readonly<Record<string, string>> = {
  min: 'min',
  h: 'h',
  Cel: '°C',
  '[degF]': '°F',
  deg: '°',
  har: 'ha',
  atm: 'atm',
  dB: 'dB',
  '%': '%',
  '[in_i]': 'in',
  '[ft_i]': 'ft',
  '[yd_i]': 'yd',
  '[mi_i]': 'mi',
  '[oz_av]': 'oz',
  '[lb_av]': 'lb',
  '[nmi_i]': 'nmi',
  '[lbf_av]': 'lbf',
  'W.h': 'Wh',
};

/** The symbols of units in products and quotients, by UCUM code. */
export const unitSymbols: Readonly<Record<Locale, ReadonlyMap<string, string>>> = Object.freeze({
  en: symbolsIn('en'),
  de: symbolsIn('de'),
});

function symbolsIn(locale: Locale): ReadonlyMap<string, string> {
  const symbols = new Map(Object.entries(plainSymbols));
  for (const [unit, prefixes] of Object.entries(metricUnits)) {
    const symbolOfUnit = otherSymbols[unit]?.[locale] ?? unit;
    symbols.set(unit, symbolOfUnit);
    for (const prefix of prefixes.split(' ').filter((each) => each !== ''))
      symbols.set(prefix + unit, (prefix === 'u' ? 'μ' : prefix) + symbolOfUnit);
  }
  return symbols;
}

/** Periods that are written in words in a rate: `requests per day`. */
export const perPeriod: Readonly<Record<Locale, Readonly<Record<string, string>>>> = Object.freeze({
  en: { d: 'per day', wk: 'per week', mo: 'per month', a: 'per year' },
  de: { d: 'pro Tag', wk: 'pro Woche', mo: 'pro Monat', a: 'pro Jahr' },
});

/** Periods in prices: `€5 per hour`. */
export const pricePeriod: Readonly<Record<Locale, Readonly<Record<string, string>>>> = Object.freeze({
  en: { ...perPeriod.en, s: 'per second', min: 'per minute', h: 'per hour' },
  de: { ...perPeriod.de, s: 'pro Sekunde', min: 'pro Minute', h: 'pro Stunde' },
});
