import {
  annotationsOfCounted,
  codesOfSymbols,
  codesOfWords,
  plainAtoms,
  readingsOfAmbiguous,
} from '../../src/graph/values/unit-list.js';
import { parseWrittenUnit } from '../../src/graph/values/written-unit.js';

/** The reviewed units: the codes of all units of `unit-list.ts`, and of the counted things per second and per month, each once. */
export const reviewedUnits: readonly string[] = [
  ...new Set([
    ...codesOfSymbols.values(),
    ...codesOfWords.values(),
    ...annotationsOfCounted.values(),
    ...[...annotationsOfCounted.values()].flatMap((code) => [`${code}/s`, `${code}/mo`]),
    ...plainAtoms,
    ...[...readingsOfAmbiguous.values()].flat().map((written) => parseWrittenUnit(written)),
  ]),
];
