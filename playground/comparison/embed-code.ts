import { comparisonAttributes, comparisonUrl } from './comparison-links.js';
import type { ComparedSubject, ComparisonRequest } from './comparison-requests.js';
import type { WidgetModule } from './widget-files.js';

/**
 * Builds the HTML that shows a comparison on another page: the script of the element, if the server has it, and the tag. Without the script, the tag
 * shows a link.
 */
export function embedCode(
  subject: ComparedSubject,
  parameters: ComparisonRequest['parameters'],
  script: WidgetModule | null,
): string {
  const link = comparisonUrl(subject, parameters).href;
  const names = subject.type === 'QUESTION' ? subject.slug : subject.slugs.join(', ');
  const tag =
    `<tertium-comparison${printAttributes(comparisonAttributes(subject, parameters))}>` +
    `<a href="${escapeHtml(link)}">${escapeHtml(names)}</a></tertium-comparison>`;
  if (!script) return tag;
  const attributes = { src: script.url.href, integrity: script.integrity, crossorigin: 'anonymous' };
  return `<script type="module"${printAttributes(attributes)}></script>\n${tag}`;
}

function printAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
