import type { PlacedText } from '../../input/placed-text.js';

const absolute = /^https?:\/\/[^\s/]/iu;

/** Whether a URL has the scheme http or https, and a host. */
export function isAbsolute(url: string): boolean {
  return absolute.test(url);
}

const bareUrl = /https?:\/\/[^\s|<>"'`()[\]]+/giu;

/** The absolute URLs in a text, each once, without the punctuation of the sentence after them. */
export function linksIn(content: PlacedText): readonly PlacedText[] {
  if (!content.text.includes('://')) return [];
  const found = [...content.text.matchAll(bareUrl)].map(({ 0: url, index }) =>
    content.slice(index, index + url.replace(/(?<![.,;:!?])[.,;:!?]+$/u, '').length),
  );
  return distinctLinks(found.filter(({ text }) => isAbsolute(text)));
}

/** Removes repeated URLs; the first of several equal URLs stays. */
export function distinctLinks(links: readonly PlacedText[]): readonly PlacedText[] {
  if (links.length < 2) return links;
  const seen = new Set<string>();
  return links.filter(({ text }) => !seen.has(text) && seen.add(text));
}
