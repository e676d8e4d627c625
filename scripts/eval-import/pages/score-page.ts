import type { StatedCell } from '../stated-cells.js';
import type { LabelledAmount, LabelledCell, LabelledKind, PageLabels } from './labelled-page.js';

/** The counts of a page. Only claims about approaches along dimensions are counted. */
export interface PageScore {
  /** Cells that state something. */
  readonly cells: number;
  /** Cells whose subject, axis and text are in a claim. */
  readonly found: number;
  /** Found cells with a permitted kind of value. */
  readonly kinds: number;
  /** Found cells with a value or absence that the label does not permit, such as YES for NO. */
  readonly falseValues: number;
  /** Claims from tables; claims from cells that are not counted are left out. */
  readonly claims: number;
  /** Claims from tables without a matching label: with another subject, axis or text, or from a cell that states nothing. */
  readonly falseClaims: number;
  /** The false claims with another subject, or from a cell that states nothing, and all false values. */
  readonly severe: number;
  /** Values of approaches from text outside of tables; not scored. */
  readonly outside: number;
  /** Descriptions of the errors, one per line. */
  readonly remarks: readonly string[];
}

/** Scores the claims of a page against its labels. */
export function scorePage(labels: PageLabels, stated: readonly StatedCell[]): PageScore {
  const remarks: string[] = [];
  const taken = new Set<LabelledCell>();
  const pairs: { claim: StatedCell; label: LabelledCell }[] = [];
  let [claims, falseClaims, severe, outside] = [0, 0, 0, 0];
  const bySubject = new Map<string, LabelledCell[]>();
  const shortNames = shortNamesOf(labels);
  const namesOf = ({ subject }: LabelledCell): readonly string[] => [
    ...subject.map(key),
    ...subject.flatMap((name) => shortNames.get(name) ?? []),
  ];
  for (const label of labels.cells) {
    for (const name of new Set(namesOf(label))) bySubject.set(name, [...(bySubject.get(name) ?? []), label]);
  }
  for (const claim of stated) {
    const label = [claim.subject, ...claim.aliases]
      .flatMap((name) => bySubject.get(key(name)) ?? [])
      .filter((each) => !taken.has(each) && hasDimension(each, claim) && hasWords(each, claim))
      .sort((a, b) => Number(isAt(b, claim)) - Number(isAt(a, claim)))[0];
    if (label?.state === 'ignore') {
      taken.add(label);
      continue;
    }
    if (label && label.state !== 'nothing') {
      claims += 1;
      taken.add(label);
      pairs.push({ claim, label });
      continue;
    }
    const place = labels.cells.find((each) => isAt(each, claim));
    const table = tableOf(labels, claim);
    if (place?.state === 'ignore' || table === 'ignored') continue;
    if (table === null) {
      outside += 1;
      continue;
    }
    const isSevere = !isNearlyRight(claim, label ?? place ?? bySubject.get(key(claim.subject))?.[0], namesOf);
    claims += 1;
    falseClaims += 1;
    severe += Number(isSevere);
    remarks.push(
      `${isSevere ? 'S0' : 'NAME'} ${describe(claim)}${place ? ` ← ${describeLabel(place)}` : ''}`,
    );
  }
  // Equal statements of several tables are one claim.
  const statementOf = ({ subject, dimension, words }: LabelledCell): string =>
    JSON.stringify([subject[0], dimension[0], words]);
  const claimOf = new Map(pairs.map(({ claim, label }) => [statementOf(label), claim]));
  for (const label of labels.cells) {
    const claim = claimOf.get(statementOf(label));
    if (!claim || taken.has(label) || label.state === 'nothing' || label.state === 'ignore') continue;
    taken.add(label);
    pairs.push({ claim, label });
  }
  const wrongValues = pairs.filter(({ claim, label }) => !hasValue(label, claim));
  for (const { claim, label } of wrongValues)
    remarks.push(`S0-VALUE ${describe(claim)} ← ${describeLabel(label)}`);
  const wrongKinds = pairs.filter(({ claim, label }) => !(label.kinds ?? []).includes(kindOf(claim)));
  for (const { claim, label } of wrongKinds)
    remarks.push(`KIND ${describe(claim)} ← ${describeLabel(label)}`);
  const counted = labels.cells.filter(({ state }) => state === 'value' || state === 'absence');
  for (const label of counted) if (!taken.has(label)) remarks.push(`MISSED ${describeLabel(label)}`);
  return {
    cells: counted.length,
    found: pairs.length,
    kinds: pairs.length - wrongKinds.length,
    falseValues: wrongValues.length,
    claims,
    falseClaims,
    severe: severe + wrongValues.length,
    outside,
    remarks,
  };
}

/** Normalises a text, and reduces it to its letters, digits, symbols and some signs. A text without such characters is only normalised and trimmed. */
function key(text: string): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('\uFE0F', '');
  const significant = folded.replaceAll(/[^\p{L}\p{N}\p{So}+\-<>%#?✓✗]/gu, '');
  return significant === '' ? folded.trim() : significant;
}

function hasDimension({ dimension }: LabelledCell, claim: StatedCell): boolean {
  const name = claim.dimension;
  const separators = [' (', ' – ', ' — ', ': ', ' › ', ' / ', ' · '];
  return dimension.some(
    (each) =>
      key(each) === key(name) ||
      key(each) === key(`${name} (${claim.value?.type === 'QUANTITY' ? claim.value.unit : ''})`) ||
      (claim.value?.type === 'QUANTITY' &&
        claim.value.unit !== null &&
        key(withoutUnit(each)) === key(name)) ||
      separators.some(
        (separator) =>
          key(name.split(separator)[0] ?? '') === key(each) ||
          // A name can have a remark in parentheses before its condition.
          key(name.split(separator).slice(0, -1).join(separator)) === key(each) ||
          key(name.split(separator).at(-1) ?? '') === key(each),
      ),
  );
}

/** A head without the unit at its end: "Size, KiB", "Size (KiB)" and "Size [KiB]" name the dimension "Size" of amounts with a unit. */
function withoutUnit(head: string): string {
  return head.replace(/(?:,\s?[^\s,]{1,12}|\s*[([][^()[\]\s]{1,12}[)\]])$/u, '');
}

function hasWords({ words, raw }: LabelledCell, { quote, text, value }: StatedCell): boolean {
  const permitted = [
    ...(typeof words === 'string' ? [words] : words),
    ...(raw ? [raw, raw.replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1')] : []),
  ].map(key);
  const stated = key(quote);
  if (permitted.includes(stated)) return true;
  const note = value?.type === 'SUPPORT' ? value.note : text;
  const whole = key(`${quote} ${note ?? ''}`);
  return permitted.some(
    (each) =>
      stated !== '' &&
      (each === whole ||
        (value?.type === 'SUPPORT' && each.startsWith(stated)) ||
        (each !== '' &&
          stated.startsWith(each) &&
          /[\p{L}\p{N}]/u.test(each) &&
          stated.length - each.length <= 2)),
  );
}

/** Whether the text range of a claim overlaps that of a cell. */
function isAt({ start, end }: LabelledCell, claim: StatedCell): boolean {
  return start !== null && end !== null && claim.start < Math.max(end, start + 1) && claim.end > start;
}

/** Removes the remarks in parentheses from names. @returns the short names by name, without those that another subject of the page has */
function shortNamesOf({ cells }: PageLabels): ReadonlyMap<string, string> {
  const names = [...new Set(cells.flatMap(({ subject }) => subject))];
  const short = (name: string): string => key(name.replace(/\s*\([^()]*\)$/u, ''));
  const subjects = new Map(cells.map(({ subject }) => [subject[0] ?? '', subject]));
  const isTaken = (name: string): boolean =>
    [...subjects.values()].some(
      (subject) => !subject.includes(name) && subject.some((each) => short(each) === short(name)),
    );
  return new Map(
    names.filter((name) => name.endsWith(')') && !isTaken(name)).map((name) => [name, short(name)]),
  );
}

/** Whether a claim is about the subject of a cell that states something, so that only the axis or the text of the claim is wrong. */
function isNearlyRight(
  claim: StatedCell,
  label: LabelledCell | undefined,
  namesOf: (label: LabelledCell) => readonly string[],
): boolean {
  return (
    label !== undefined &&
    label.state !== 'nothing' &&
    [claim.subject, ...claim.aliases].some((name) => namesOf(label).includes(key(name)))
  );
}

/** Finds the labelled orientation of the table that a claim cites; null for claims from other text. */
function tableOf({ spans, tables }: PageLabels, { start }: StatedCell): string | null {
  const index = spans.findIndex((span) => span === null || (span[0] <= start && start < span[1]));
  return index < 0 ? null : (tables.find((table) => table.index === index)?.orientation ?? '');
}

function kindOf({ absence, valueType, value }: StatedCell): LabelledKind {
  return absence ?? value?.type ?? valueType;
}

/** Whether the label permits the value or absence of a claim. Texts, terms and levels are not checked: their texts were compared before. */
function hasValue(
  { state, value: permitted, kinds = [] }: LabelledCell,
  { value, absence, dimension, valueType }: StatedCell,
): boolean {
  if (absence !== null) return kinds.includes(absence);
  if (value === null || value.type === 'TEXT' || value.type === 'TERMS' || value.type === 'ORDINAL')
    return true;
  if (state === 'absence') return false;
  if (!permitted) return kinds.includes(value.type) || value.type === valueType ? true : dimension === '';
  return permitted.some((each) => {
    if (typeof each === 'string') {
      if (value.type === 'SUPPORT') return value.support === each;
      return value.type !== 'DATE' || value.date.startsWith(each);
    }
    return value.type === 'QUANTITY'
      ? isAmount(each, value.minimum, value.maximum)
      : value.type === 'SUPPORT'
        ? [0, 1].includes(each.n)
        : value.type === 'VERSION' && kinds.includes('VERSION');
  });
}

const factors: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  b: 1e9,
  million: 1e6,
  billion: 1e9,
};

function isAmount({ n, unit }: LabelledAmount, minimum: string | null, maximum: string | null): boolean {
  const factor = factors[(unit ?? '').toLowerCase()] ?? 1;
  return [minimum, maximum].some((end) => end !== null && (Number(end) === n || Number(end) === n * factor));
}

function describe({ subject, dimension, quote, value, absence, qualifiers }: StatedCell): string {
  const conditions = qualifiers.map(({ key: name, value: text }) => ` [${name}: ${text}]`).join('');
  return `${subject} | ${dimension}${conditions} | “${quote}” = ${absence ?? JSON.stringify(value)}`;
}

function describeLabel({ subject, dimension, words, kinds, state }: LabelledCell): string {
  const text = typeof words === 'string' ? words : (words[0] ?? '');
  return `${subject[0]} | ${dimension[0]} | “${text}” ${state} ${(kinds ?? []).join('/')}`;
}
