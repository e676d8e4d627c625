import type { Table } from '../../bench/bench.js';
import type { Observation } from './fault.js';
import { guarantees, type Finding } from './guarantees.js';
import type { Tally } from './tally.js';

/** Creates the table of the outcomes of requests, with a row for each situation and each source of data. @returns null without a load */
export function outcomesTable(observations: readonly Observation[]): Table | null {
  const rows = observations.flatMap(({ situation, tallies }) =>
    tallies
      ? [rowOf(situation, 'memory', tallies.memory), rowOf(situation, 'database', tallies.database)]
      : [],
  );
  if (rows.length === 0) return null;
  return {
    head: [
      'situation',
      'from',
      'sent',
      '200',
      '503 STORE_UNAVAILABLE',
      '503 DEADLINE_EXCEEDED or OVERLOADED',
      'other errors',
      'other statuses',
      'refused, not sent',
      'broken after sending',
      'no response in 20 s',
      'slowest',
    ],
    rows,
  };
}

function rowOf(situation: string, origin: string, { sent, counts, slowestMs }: Tally): readonly string[] {
  const { data, unavailable, late, otherErrors, otherStatus, refused, broken, timedOut } = counts;
  return [
    situation,
    origin,
    ...[sent, data, unavailable, late, otherErrors, otherStatus, refused, broken, timedOut].map(String),
    `${(slowestMs / 1000).toFixed(2)} s`,
  ];
}

/** Creates the table of the notes on each situation, with the first unexpected response from each source of data. */
export function notesTable(observations: readonly Observation[]): Table {
  return {
    head: ['situation', 'measurement', 'value'],
    rows: observations.flatMap(({ situation, tallies, notes }) => [
      ...notes.map(([label, value]) => [situation, label, value]),
      ...[tallies?.memory.firstUnexpected, tallies?.database.firstUnexpected]
        .filter((response) => typeof response === 'string')
        .map((response) => [situation, 'an unexpected response', response.slice(0, 300)]),
    ]),
  };
}

/** Creates the table of all guarantees, each with its worst measurement. */
export function guaranteesTable(findings: readonly Finding[]): Table {
  return {
    title: 'Guarantees',
    head: ['guarantee', 'checks', 'met', 'worst measurement'],
    rows: guarantees.map((guarantee) => {
      const checks = findings.filter((finding) => finding.guarantee === guarantee);
      const broken = checks.filter(({ isMet }) => !isMet);
      const result = checks.length === 0 ? 'not checked' : broken.length === 0 ? 'yes' : 'NO';
      return [guarantee.text, String(checks.length), result, worstOf(checks)];
    }),
  };
}

function worstOf(findings: readonly Finding[]): string {
  const [first] = findings;
  if (!first) return '';
  const distance = ({ guarantee, value }: Finding): number => {
    const [least, most] = guarantee.range;
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    // Measurements are never negative, so a value cannot be below a range that starts at 0.
    return least === 0 ? value - most : Math.max(least - value, value - most);
  };
  const worst = findings.reduce(
    (worstSoFar, finding) => (distance(finding) > distance(worstSoFar) ? finding : worstSoFar),
    first,
  );
  return `${inUnit(worst)} (${worst.situation})`;
}

/** Formats the value of a finding with its unit. */
export function inUnit({ guarantee, value }: Finding): string {
  if (Number.isNaN(value)) return 'not within a minute';
  const text = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return guarantee.unit === undefined ? text : `${text} ${guarantee.unit}`;
}
