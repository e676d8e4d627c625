import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { calendarText } from '../../words/values/date-text.js';
import type { CitedSourceResult } from './comparison-operation.js';

/** Returns the publisher and the dates of a source as text: `Ecma International, published April 2001`. Empty if the source has none. */
export function sourceDetails(
  locale: Locale,
  { publisher, publishedOn, accessedOn }: Pick<CitedSourceResult, 'publisher' | 'publishedOn' | 'accessedOn'>,
): string {
  const parts: string[] = [];
  if (publisher !== null) parts.push(publisher);
  if (publishedOn !== null)
    parts.push(message(locale, 'page.publishedOn', { date: calendarText(locale, publishedOn) }));
  if (accessedOn !== null)
    parts.push(message(locale, 'page.accessedOn', { date: calendarText(locale, accessedOn) }));
  return parts.join(', ');
}
