/** Foods of the USDA National Nutrient Database: a table of nutrients, and a table of descriptions that lacks some of the foods. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

function readTable(name: string): string {
  return readFileSync(new URL(`sets/${name}`, import.meta.url), 'utf8');
}

export const nutrientTable = readTable('food-nutrients.csv');
export const descriptionTable = readTable('food-descriptions.csv');

type Row = Readonly<Record<string, string>>;

const nutrientRows = parse(nutrientTable, { columns: true }) as readonly Row[];
const descriptionRows = new Map(
  (parse(descriptionTable, { columns: true }) as readonly Row[]).map((row) => [row.Food, row]),
);

export interface Food {
  readonly name: string;
  /** The number in the database, with leading zeros. */
  readonly number: string;
  /** Null if the table of descriptions lacks the food. */
  readonly group: string | null;
  readonly energy: number | null;
  readonly protein: number | null;
  readonly fibre: number | null;
  readonly sodium: number | null;
  readonly vitaminC: number | null;
  readonly saturatedFat: number | null;
  readonly cholesterol: number | null;
}

/** The foods of the table of nutrients. Amounts are for 100 g; null where the table has a blank. */
export const foods: readonly Food[] = nutrientRows.map((row) => {
  const amount = (head: string): number | null => (row[head] ? Number(row[head]) : null);
  return {
    name: row.Food ?? '',
    number: row['NDB No.'] ?? '',
    group: descriptionRows.get(row.Food)?.['Food group'] ?? null,
    energy: amount('Energy (kcal)'),
    protein: amount('Protein (g)'),
    fibre: amount('Dietary fibre (g)'),
    sodium: amount('Sodium (mg)'),
    vitaminC: amount('Vitamin C (mg)'),
    saturatedFat: amount('Saturated fat (g)'),
    cholesterol: amount('Cholesterol (mg)'),
  };
});
