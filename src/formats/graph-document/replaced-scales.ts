import type { ScaleMembers } from '../../graph/changes/dimension-rules.js';
import type { Concept, Dimension } from '../../graph/concept.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { WarningList } from '../import/import-warnings.js';
import { printJson } from '../input/document-part.js';

/** A dimension that a document declares, and its location. */
export interface PlacedDimension {
  readonly dimension: Dimension;
  /** The name of the document. */
  readonly file: string;
  readonly line: number;
}

type ScaleMember = keyof ScaleMembers | 'betterWhen';

/**
 * The members of a dimension that determine how its values are compared and ranked, in the order of messages. The type
 * requires every member of a scale.
 */
const isOfScale: Readonly<Record<ScaleMember, true>> = {
  valueType: true,
  cardinality: true,
  levels: true,
  unit: true,
  minimum: true,
  maximum: true,
  tolerance: true,
  earliest: true,
  latest: true,
  betterWhen: true,
};
const scaleMembers = Object.keys(isOfScale) as ScaleMember[];

const dimensionsPerBatch = 1_000;

/**
 * Warns if the declaration of a dimension changes or removes a part of the stored scale. A graph document declares
 * complete dimensions, so the declared scale replaces the stored scale. A declaration that only adds to the scale is
 * not a replacement.
 * @param reader opens the view before the import; not used if no dimensions are declared
 */
export async function replacedScales(
  declared: readonly PlacedDimension[],
  reader: GraphReader,
): Promise<WarningList> {
  const warnings = new WarningList();
  if (declared.length === 0) return warnings;
  const view = await reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  for (let start = 0; start < declared.length; start += dimensionsPerBatch) {
    const batch = declared.slice(start, start + dimensionsPerBatch);
    const stored: readonly (Concept | null)[] = await view.concepts(
      batch.map(({ dimension }) => ({ kind: 'DIMENSION', reference: dimension.id })),
    );
    for (const [index, { dimension, file, line }] of batch.entries()) {
      const before = stored[index];
      const replaced = before?.kind === 'DIMENSION' ? replacedMembers(before, dimension) : [];
      if (before?.kind !== 'DIMENSION' || replaced.length === 0) continue;
      warnings.add('REPLACED_SCALE', file, () => ({
        line,
        message: `the value definition of "${dimension.name}" (${dimension.id}) is replaced: ${replaced
          .map((member) => changeInWords(member, before, dimension))
          .join('; ')}`,
      }));
    }
  }
  return warnings;
}

function replacedMembers(before: Dimension, after: Dimension): readonly ScaleMember[] {
  return scaleMembers.filter(
    (member) => isStated(before[member]) && JSON.stringify(before[member]) !== JSON.stringify(after[member]),
  );
}

function isStated(member: Dimension[ScaleMember]): boolean {
  return member !== null && member !== 'NEITHER';
}

function changeInWords(member: ScaleMember, before: Dimension, after: Dimension): string {
  const [was, is] = [before, after].map((each) =>
    isStated(each[member]) ? printJson(each[member]) : 'absent',
  );
  return `${member} was ${was}, and is now ${is}`;
}
