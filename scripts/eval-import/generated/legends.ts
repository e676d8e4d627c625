import type { MarkSet } from './random-cells.js';

/** A form of a legend: the words for the meanings of the marks, and the layout. */
export interface LegendForm {
  readonly yes: string;
  readonly no: string;
  readonly partial: string;
  /** Prints the marks with their meanings as one or more paragraphs. */
  readonly print: (meanings: readonly (readonly [mark: string, meaning: string])[]) => readonly string[];
}

export const legendForms: readonly LegendForm[] = [
  {
    yes: 'supported',
    no: 'not supported',
    partial: 'in part',
    print: (meanings) => [`Legend: ${meanings.map((each) => each.join(' ')).join(', ')}.`],
  },
  {
    yes: 'built in',
    no: 'missing',
    partial: 'needs other parts',
    print: (meanings) => [meanings.map((each) => each.join(' = ')).join(', ')],
  },
  {
    yes: 'available',
    no: 'not available',
    partial: 'limited',
    print: (meanings) => [`Key: ${meanings.map((each) => each.join(': ')).join('; ')}`],
  },
  {
    yes: 'that it works',
    no: 'that it does not work',
    partial: 'that other tools are needed',
    print: (meanings) => meanings.map(([mark, meaning]) => `${mark} means ${meaning}.`),
  },
];

/** Prints the paragraphs that explain a set of marks. */
export function legendOf({ yes, no, partial }: MarkSet, form: LegendForm): readonly string[] {
  return form.print([
    [yes, form.yes],
    [no, form.no],
    ...(partial === null ? [] : [[partial, form.partial] as const]),
  ]);
}
