import type { Table } from '../../bench/bench.js';
import type { Observation } from './fault.js';
import { guarantees, type Finding } from './guarantees.js';
import type { Tally } from './tally.js';

/** What clients saw: a row for each situation and each source of responses. */
export function seenTable(observations: readonly Observation[]): Table | null {
  const rows = observations.flatMap(({ situation, seen }) =>
    seen ? [rowOf(situation, 'memory', seen.memory), rowOf(situation, 'database', seen.database)] : [],
  );
  if (rows.length === 0) return null;
  return {
    head: [
      'clients saw',
      'from',
      'sent',
      '200',
      '503 STORE_UNAVAILABLE',
      '503 too late',
      'other errors',
      'other statuses',
      'refused, not sent',
      'cut after sending',
      'no answer in 20 s',
      'slowest',
    ],
    rows,
  };
}

function rowOf(situation: string, origin: string, { sent, counts, slowestMs }: Tally): readonly string[] {
  const { data, unavailable, late, otherErrors, otherStatus, refused, cut, silent } = counts;
  return [
    situation,
    origin,
    ...[sent, data, unavailable, late, otherErrors, otherStatus, refused, cut, silent].map(String),
    `${(slowestMs / 1000).toFixed(2)} s`,
  ];
}

export function notesTable(observations: readonly Observation[]): Table {
  return {
    head: ['situation', 'measurement', 'value'],
    rows: observations.flatMap(({ situation, seen, notes }) => [
      ...notes.map(([what, value]) => [situation, what, value]),
      ...[seen?.memory.firstUnexpected, seen?.database.firstUnexpected]
        .filter((answer) => typeof answer === 'string')
        .map((answer) => [situation, 'an answer that was not expected', answer.slice(0, 300)]),
    ]),
  };
}

/** Every guarantee with its worst measurement. */
export function guaranteesTable(findings: readonly Finding[]): Table {
  return {
    title: 'Guarantees',
    head: ['guarantee', 'checked', 'kept', 'worst'],
    rows: guarantees.map((guarantee) => {
      const own = findings.filter((finding) => finding.guarantee === guarantee);
      const broken = own.filter(({ isKept }) => !isKept);
      const kept = own.length === 0 ? 'not checked' : broken.length === 0 ? 'yes' : 'NO';
      return [guarantee.text, String(own.length), kept, worstOf(own)];
    }),
  };
}

function worstOf(findings: readonly Finding[]): string {
  const [first] = findings;
  if (!first) return '';
  const distance = ({ guarantee, value }: Finding): number => {
    const [least, most] = guarantee.range;
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    // No measurement is below 0.
    return least === 0 ? value - most : Math.max(least - value, value - most);
  };
  const worst = findings.reduce((one, other) => (distance(other) > distance(one) ? other : one), first);
  return `${inUnit(worst)} (${worst.situation})`;
}

export function inUnit({ guarantee, value }: Finding): string {
  if (Number.isNaN(value)) return 'not within a minute';
  const written = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return guarantee.unit === undefined ? written : `${written} ${guarantee.unit}`;
}
