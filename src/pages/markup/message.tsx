import { isValidElement, type ComponentChild, type VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { MessageKey } from '../../words/catalogues/messages.js';
import type { Locale } from '../../words/locale.js';

/** Marks the position of an argument in a formatted message: a noncharacter, which no catalogue contains. */
const mark = '\uffff';

/**
 * A message whose arguments are elements (such as links), texts of the graph, or numbers. Texts are isolated, so that their direction
 * does not affect the message. Numbers are formatted for the locale.
 */
export function Message({
  locale,
  id,
  values,
}: {
  readonly locale: Locale;
  readonly id: MessageKey;
  readonly values: Readonly<Record<string, VNode | string | number>>;
}): VNode {
  const inserted: ComponentChild[] = [];
  const formatted = Object.entries(values).map(([name, value]): readonly [string, string | number] => {
    if (typeof value === 'number') return [name, value];
    inserted.push(isValidElement(value) ? value : <bdi>{value}</bdi>);
    return [name, `${mark}${inserted.length - 1}${mark}`];
  });
  // Texts are at even positions, indexes of arguments at odd ones.
  const parts = message(locale, id, Object.fromEntries(formatted)).split(mark);
  return <>{parts.map((part, index) => (index % 2 === 0 ? part : inserted[Number(part)]))}</>;
}
