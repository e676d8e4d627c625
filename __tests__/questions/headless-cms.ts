/** A table of invented content management systems. The values of most fields are yes, no or unknown. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export const headlessCmsTable = readFileSync(new URL('sets/headless-cms.csv', import.meta.url), 'utf8');

const [[, ...names] = [], ...lines] = parse(headlessCmsTable) as readonly (readonly string[])[];

/** The names of the systems, in the order of the table. */
export const systems: readonly string[] = names;

/** The values of the systems by field, in the order of `systems`. Headings of groups are not fields. */
export const fields: ReadonlyMap<string, readonly string[]> = new Map(
  lines
    .map(([name = '', ...values]) => [name, values] as const)
    .filter(([, values]) => values.some((value) => value !== '')),
);

const propertyValues = ['yes', 'no', 'unknown'];

/** The fields in which the value of every system is yes, no or unknown. */
export const propertyFields = new Map(
  [...fields].filter(([, values]) => values.every((value) => propertyValues.includes(value))),
);

/** Returns the value of a system in a field. */
export function valueOf(system: string, field: string): string | undefined {
  return fields.get(field)?.[systems.indexOf(system)];
}
