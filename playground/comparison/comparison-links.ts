import { serverUrl } from '../server-url.js';
import type { ComparedSubject, ComparisonRequest } from './comparison-requests.js';

type Attributes = Readonly<Record<string, string>>;

/** Returns the attributes of `<tertium-comparison>` for a comparison on the server that serves this page. */
export function comparisonAttributes(
  subject: ComparedSubject,
  parameters: ComparisonRequest['parameters'],
): Attributes {
  return { ...subjectParameters(subject), ...parameters, src: serverUrl('').href };
}

function subjectParameters(subject: ComparedSubject): Attributes {
  if (subject.type === 'QUESTION') return { question: subject.slug };
  const sorted = subject.slugs.toSorted().join(',');
  const order = subject.slugs.join(',');
  // The approaches in an address are in alphabetical order, so another order needs `columns`.
  return { approaches: sorted, ...(order !== sorted && { columns: order }) };
}

/** Builds the address of the page of a comparison on the server that serves this page. */
export function comparisonUrl(subject: ComparedSubject, parameters: ComparisonRequest['parameters']): URL {
  const { question, approaches, columns } = subjectParameters(subject);
  const references = (question ?? approaches ?? '').split(',').map(encodeURIComponent).join(',');
  const url = serverUrl(`compare/${references}`);
  const query = Object.entries({ ...(columns !== undefined && { columns }), ...parameters });
  url.search = query.map(([name, value]) => `${name}=${escapeValue(name, value)}`).join('&');
  return url;
}

/** Percent-encodes the value of a parameter, except for commas. The conditions in `under` are encoded already. */
function escapeValue(name: string, value: string): string {
  return name === 'under' ? value : encodeURIComponent(value).replaceAll('%2C', ',');
}
