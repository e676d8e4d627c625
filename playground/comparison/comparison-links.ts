import { serverUrl } from '../server-url.js';
import type { ComparisonRequest } from './comparison-requests.js';

type Subject = NonNullable<ComparisonRequest['subject']>;

/** The attributes of a comparison in addresses and in tags: its subject, and its parameters. */
export function subjectParameters(subject: Subject): Readonly<Record<string, string>> {
  if (subject.type === 'QUESTION') return { question: subject.slug };
  const sorted = subject.slugs.toSorted().join(',');
  const order = subject.slugs.join(',');
  // Addresses have their approaches in alphabetical order.
  return { approaches: sorted, ...(order !== sorted && { columns: order }) };
}

/**
 * The address of a comparison on the server that serves this page.
 * @param extension `.fragment` for the table without the page
 */
export function comparisonUrl(subject: Subject, parameters: ComparisonRequest['parameters'], extension = ''): URL {
  const { question, approaches, columns } = subjectParameters(subject);
  const references = (question ?? approaches ?? '').split(',').map(encodeURIComponent).join(',');
  const url = serverUrl(`compare/${references}${extension}`);
  const query = Object.entries({ ...(columns !== undefined && { columns }), ...parameters });
  url.search = query.map(([name, value]) => `${name}=${escapeValue(name, value)}`).join('&');
  return url;
}

/** Commas stay readable. Conditions are escaped already. */
function escapeValue(name: string, value: string): string {
  return name === 'under' ? value : encodeURIComponent(value).replaceAll('%2C', ',');
}
