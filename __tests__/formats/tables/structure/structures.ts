import {
  findStructure,
  type TableLine,
  type TableStructure,
} from '../../../../src/formats/tables/structure/table-structure.js';
import type { TableGrid } from '../../../../src/formats/tables/model/table-grid.js';
import { gridsIn } from '../forms/grids.js';

/** Parses lines whose cells are separated by bars; the first line is the head. */
export function gridOfLines(lines: readonly string[]): TableGrid {
  const [head = '', ...body] = lines;
  const rule = head.replace(/[^|]+/gu, '---');
  const [grid] = gridsIn([head, rule, ...body].map((line) => `|${line}|`).join('\n'));
  if (!grid) throw new Error(`There is no table in ${JSON.stringify(lines)}.`);
  return grid;
}

/** Finds the structure of lines (see `gridOfLines`). @param subjects the names of subjects */
export function structureOf(lines: readonly string[], subjects: readonly string[] = []): TableStructure {
  const structure = findStructure(gridOfLines(lines), (name) => subjects.includes(name));
  if (!structure) throw new Error(`There is no structure in ${JSON.stringify(lines)}.`);
  return structure;
}

/** Prints a row or column as `group › head [key: condition] (key: distinction) in unit`, without missing parts. */
export function inWords({ head, group, conditions, distinctions, unit }: TableLine): string {
  const pairs = (list: TableLine['conditions']): string =>
    list.map(({ key, value }) => `${key}: ${value}`).join(', ');
  return [
    group === null ? '' : `${group} › `,
    head.content.text,
    conditions.length === 0 ? '' : ` [${pairs(conditions)}]`,
    distinctions.length === 0 ? '' : ` (${pairs(distinctions)})`,
    unit === null ? '' : ` in ${unit}`,
  ].join('');
}
