/** The names of the formats in which a comparison can be exported. This file does not import the printers, which take long to load. */
export const comparisonFormatNames = ['markdown', 'csv', 'html', 'json'] as const;
export type ComparisonFormatName = (typeof comparisonFormatNames)[number];
