import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Prints an SVG picture as a document: as HTML, but without `]]>`, which XML excludes from texts (XML 1.0, section 2.4). */
export function printSvg(picture: VNode): string {
  return renderToString(picture).replaceAll(']]>', ']]&gt;');
}
