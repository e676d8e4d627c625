/** What a field costs by itself, where that is more than the one object it makes. */
export const fieldCosts: ReadonlyMap<string, number> = new Map([
  ['Query.compare', 1_000],
  ['Question.comparison', 1_000],
  ['Query.rank', 1_000],
  // It looks through up to 20,000 texts for each word.
  ['Query.search', 10_000],
  // It reads a text of up to 20 MB from its start.
  ['SourceText.text', 1_000],
  // It goes through the claims of every approach along the axes.
  ['Approach.nearest', 20_000],
]);

/** How many items lists without "first" are taken to have, where that is not the usual. */
export const listSizes: ReadonlyMap<string, number> = new Map([
  ['ComparisonRow.cells', 10],
  // As many as may be asked for.
  ['Ranking.places', 50],
  ['Place.contributions', 50],
  // Introspection: as many as the schema has, about.
  ['__Schema.types', 130],
  ['__Schema.directives', 15],
  ['__Type.fields', 8],
  ['__Type.possibleTypes', 3],
  ['__Type.enumValues', 2],
]);

/** How many items lists without "first" are taken to have. */
export const usualListSize = 2;

/** Arguments that say how many items a list has by how many they name. */
export const namingArguments: ReadonlySet<string> = new Set(['ids', 'representations']);
