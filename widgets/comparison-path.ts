import { queryValue } from './fragment-element.js';

/**
 * The path and query of the comparison that an element names with `question` or `approaches`; null if it names none.
 * @param extension of the path, such as `.verdict`
 * @param parameters the attributes that are parameters of the address, in their order
 */
export function comparisonPath(
  element: Element,
  extension: string,
  parameters: readonly string[],
): string | null {
  const named = element.getAttribute('question') ?? element.getAttribute('approaches') ?? '';
  // In the order of the canonical address, so that no redirection follows.
  const references = named
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .sort();
  if (references.length === 0) return null;
  return `compare/${references.map(encodeURIComponent).join()}${extension}${queryOf(element, parameters)}`;
}

/** The query of the attributes of an element that are not empty. */
export function queryOf(element: Element, parameters: readonly string[]): string {
  const query = parameters.flatMap((name) => {
    const value = queryValue(element.getAttribute(name) ?? '');
    return value === '' ? [] : [`${name}=${value}`];
  });
  return query.length === 0 ? '' : `?${query.join('&')}`;
}
