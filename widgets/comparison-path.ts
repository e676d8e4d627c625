import { queryValue } from './fragment-element.js';

/**
 * Builds the path and query of the comparison that an element names with `question` or `approaches`. Null if the element names none.
 * @param extension of the path, such as `.verdict`
 * @param parameters the attributes that become parameters of the address, in the order of the address
 */
export function comparisonPath(
  element: Element,
  extension: string,
  parameters: readonly string[],
): string | null {
  const named = element.getAttribute('question') ?? element.getAttribute('approaches') ?? '';
  // Sorted as in the canonical address, so that the server does not redirect.
  const references = named
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .sort();
  if (references.length === 0) return null;
  return `compare/${references.map(encodeURIComponent).join()}${extension}${queryOf(element, parameters)}`;
}

/** Builds the query, with its `?`, from the attributes of an element that are not empty; an empty text if there are none. */
export function queryOf(element: Element, parameters: readonly string[]): string {
  const query = parameters.flatMap((name) => {
    const value = queryValue(element.getAttribute(name) ?? '');
    return value === '' ? [] : [`${name}=${value}`];
  });
  return query.length === 0 ? '' : `?${query.join('&')}`;
}
