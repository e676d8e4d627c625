/**
 * The words in heads of dimensions that determine how the cells are read. A head that only mentions a year is not a
 * head of years: `Year founded` is a head of years, `Cost per year` is not. The lists have English words; some also
 * have common words of German, French, Spanish, Italian and Dutch tables.
 */

const events = [
  'appeared|born|built|created|discontinued|established|formed|founded|founding|inception|incorporated',
  'introduced|introduction|launch|launched|manufactured|opened|origin|premiered|publication|published|release|released',
  'end of life|eol|died|death|birth|model|construction|completion|completed|debut',
].join('|');
const yearPatterns = [
  new RegExp(
    `^(?:the )?years?(?: of)?(?: (?:its |the )?(?:first |initial |latest |last )?(?:${events}))?$`,
    'iu',
  ),
  new RegExp(
    `^(?:first |initial |initially |originally |original |last |latest )?(?:${events})(?: (?:in|on|year|date|since))?$`,
    'iu',
  ),
  /^(?:in (?:use|operation|production|business) )?since$/iu,
  /^dates?$/iu,
  /^(?:first|initial|original) (?:version|release|use)(?: (?:year|date))$/iu,
  /^(?:jahr|baujahr|geburtsjahr|gründungsjahr|erscheinungsjahr|gegründet|gebaut|seit|erschienen|veröffentlicht)$/iu,
  /^(?:année|fondée?|depuis|créée?|sortie|publiée?|año|fundad[oa]|desde|lanzamiento|anno|fondat[oa]|dal|jaar|opgericht|sinds)$/iu,
];
const yearsPlural = /^years?$/iu;

/** Whether a head names calendar years or dates, or an event whose date can be a year. */
export function namesYear(head: string): boolean {
  const title = head.replace(/\s+/gu, ' ').trim();
  if (/^years$/iu.test(title)) return false;
  return yearsPlural.test(title) || yearPatterns.some((pattern) => pattern.test(title));
}

const identifiers = [
  /\b(?:postal|post|zip|pin|area|country|dialling|dialing|error|status|currency|language|airport|bar|sort)[ -]?codes?\b/iu,
  /(?<!\bof )\bcodes?$/iu,
  /\b(?:zip|plz|cap)$|\bpostleitzahl|\bcode postal\b|\bcódigo postal\b/iu,
  /\b(?:tele)?phone\b|\bphone number\b|\bfax\b|\btel\b|\btelefon|\bteléfono\b|\btelefono\b|\btéléphone\b/iu,
  /\b(?:isbn|issn|ean|gtin|upc|sku|iban|bic|swift|asn|doi|cas|vin|imei|mac|ip|ipv4|ipv6|ids?|identifiers?)\b/iu,
  /\b(?:serial|part|article|model|order|account|customer|registration|reference|ref\.?|house|item|vat)[ -]?(?:no\.?|nos\.?|numbers?|nr\.?)(?=$|\s|\))/iu,
];

/** Whether a head names identifiers: codes or numbers that are texts, not amounts. */
export function namesIdentifier(head: string): boolean {
  return identifiers.some((pattern) => pattern.test(head));
}

/** Whether a head names a limit: "none" below it states that there is no limit. */
export function namesLimit(head: string): boolean {
  return /\b(?:max(?:imum|\.)?|min(?:imum|\.)?|limits?|quotas?)(?!\p{L})/iu.test(head);
}

/**
 * Splits a head, such as `Weight (kg)` or `Speed [mph]`, into the name and the text in parentheses or brackets, which may be a unit.
 * Null unless a name is followed by 1 to 40 characters in parentheses or brackets at the end, without nesting.
 */
export function splitUnit(head: string): { readonly name: string; readonly unit: string } | null {
  const [, name, inParentheses, inBrackets] =
    /^(.+?)\s*(?:\(([^()]{1,40})\)|\[([^[\]]{1,40})\])$/u.exec(head) ?? [];
  const unit = inParentheses ?? inBrackets;
  return name === undefined || unit === undefined ? null : { name, unit: unit.trim() };
}
