import type { Locale } from '../../words/locale.js';
import type { ComparisonAddress } from '../addresses/comparison-address.js';
import type { ApproachName } from './question-operation.js';

const orders = { editorial: null, alike: 'MOST_ALIKE', different: 'MOST_DIFFERENT', name: 'NAME' } as const;

/**
 * Prints a GraphQL operation for the data of a page: its rows and cells with their sources. The operation has no variables, so that
 * readers can paste it into the playground. The page itself executes `comparisonOperation`, which selects more fields.
 */
export function shortOperation(
  approaches: readonly ApproachName[],
  { axes, under, at, differences, sort, units }: ComparisonAddress,
  locale: Locale,
): string {
  const compared = fieldArguments({
    approaches: JSON.stringify(approaches.map(({ slug }) => slug)),
    along: selection([
      axes && `axes: ${JSON.stringify(axes)}`,
      under.length === 0 ? null : `under: [${under.map(condition).join(', ')}]`,
    ]),
    at: at?.toString() ?? null,
  });
  const rows = fieldArguments({ differences: differences ? 'true' : null, orderBy: orders[sort] });
  const words = fieldArguments({
    locale: JSON.stringify(locale),
    units: units === 'row' ? null : units.toUpperCase(),
  });
  return `{
  compare${compared} {
    rows${rows} {
      nodes {
        axis { name }
        cells { text${words} sources { name url } }
      }
    }
  }
}`;
}

function condition({ key, value }: ComparisonAddress['under'][number]): string {
  return `{ key: ${JSON.stringify(key)}, value: ${JSON.stringify(value)} }`;
}

/** Formats an input object; null if all its members are null. */
function selection(members: readonly (string | null)[]): string | null {
  const given = members.filter((member) => member !== null);
  return given.length === 0 ? null : `{ ${given.join(', ')} }`;
}

/** Prints the arguments of a field in parentheses, without those that are null; empty if there are none. */
function fieldArguments(texts: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(texts).filter(([, text]) => text !== null);
  return given.length === 0 ? '' : `(${given.map(([name, text]) => `${name}: ${text}`).join(', ')})`;
}
