import { serverUrl } from '../server-url.js';
import { comparisonUrl, subjectParameters } from './comparison-links.js';
import type { ComparisonRequest } from './comparison-requests.js';
import type { WidgetManifest } from './widget-files.js';

const moduleName = 'tertium-comparison.js';

/**
 * The HTML that shows a comparison on another page: the script of the element, if the server has it, and the tag. Without the script, the tag
 * shows a link.
 */
export function embedCode(
  { subject, parameters }: ComparisonRequest,
  manifest: WidgetManifest | null,
): string {
  if (!subject) throw new Error('Expected a comparison of named approaches, got one that a filter selects.');
  const { differences, ...others } = parameters;
  const attributes = {
    ...subjectParameters(subject),
    ...others,
    src: serverUrl('').href,
  };
  const names = subject.type === 'QUESTION' ? subject.slug : subject.slugs.join(', ');
  const tag =
    `<tertium-comparison${printAttributes(attributes)}${differences === undefined ? '' : ' differences'}>` +
    `<a href="${escapeHtml(comparisonUrl(subject, parameters).href)}">${escapeHtml(names)}</a></tertium-comparison>`;
  const file = manifest?.[moduleName];
  if (!file) return tag;
  const script = {
    src: new URL(file.url, serverUrl('')).href,
    integrity: file.integrity,
    crossorigin: 'anonymous',
  };
  return `<script type="module"${printAttributes(script)}></script>\n${tag}`;
}

function printAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
