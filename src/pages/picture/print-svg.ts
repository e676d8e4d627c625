import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Renders an SVG picture to XML. Escapes `]]>`, which XML excludes from texts (XML 1.0, section 2.4). */
export function printSvg(picture: VNode): string {
  return renderToString(picture).replaceAll(']]>', ']]&gt;');
}
