import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { listText, message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { shortened } from '../../words/sentences/short-text.js';
import { Message } from '../markup/message.js';
import type { TextChange, VisibleChange, VisibleRow } from './visible-change.js';

/** The maximum number of rows in the title of an entry. */
const namedRows = 3;
/** The maximum number of rows in the content of an entry. */
const listedRows = 50;

/** Returns the title of an entry: a summary of the changes in one line. */
export function entryTitle(change: VisibleChange, locale: Locale): string {
  const { published, renamed, hasOtherAnswers, columnsAdded, columnsRemoved, rows, furtherRows } = change;
  if (published !== null) return message(locale, 'feed.published', { count: published });
  const count = rows.length + furtherRows;
  const named = rows.slice(0, namedRows).map(({ name }) => shortened(name));
  const others = count - named.length;
  const names = others > 0 ? [...named, message(locale, 'feed.others', { count: others })] : named;
  const parts = [
    ...(renamed === null ? [] : [message(locale, 'feed.renamed', { name: renamed })]),
    ...(columnsAdded.length === 0 ? [] : [columnsText(locale, 'feed.columnsAdded', columnsAdded)]),
    ...(columnsRemoved.length === 0 ? [] : [columnsText(locale, 'feed.columnsRemoved', columnsRemoved)]),
    ...(hasOtherAnswers ? [message(locale, 'feed.answers')] : []),
    ...(count === 0 ? [] : [message(locale, 'feed.rows', { count, rows: listText(locale, names) })]),
    ...(change.isReordered ? [message(locale, 'feed.reordered')] : []),
  ];
  // Without any of these changes, only names of approaches changed.
  return parts.length === 0
    ? change.texts.map(({ what, after }) => `${what}: ${after}`).join('; ')
    : parts.join('; ');
}

function columnsText(
  locale: Locale,
  key: 'feed.columnsAdded' | 'feed.columnsRemoved',
  names: readonly string[],
): string {
  return message(locale, key, { names: listText(locale, names) });
}

/** Prints the content of an entry as HTML: the title, the changed texts, and at most 50 changed rows with their texts before and after. */
export function entryContent(change: VisibleChange, locale: Locale): string {
  const { texts, rows, furtherRows } = change;
  const notListed = Math.max(0, rows.length - listedRows) + furtherRows;
  return renderToString(
    <>
      <p>{entryTitle(change, locale)}</p>
      <Changes changes={texts} locale={locale} />
      {rows.slice(0, listedRows).map((row) => (
        <Row row={row} locale={locale} />
      ))}
      {notListed > 0 && <p>{message(locale, 'page.changes.more', { count: notListed })}</p>}
    </>,
  );
}

function Row({
  row: { kind, name, changes },
  locale,
}: {
  readonly row: VisibleRow;
  readonly locale: Locale;
}): VNode {
  return (
    <>
      <p>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        ({message(locale, `page.change.${kind}`)})
      </p>
      <Changes changes={changes} locale={locale} />
    </>
  );
}

function Changes({
  changes,
  locale,
}: {
  readonly changes: readonly TextChange[];
  readonly locale: Locale;
}): VNode | null {
  if (changes.length === 0) return null;
  return (
    <ul>
      {changes.map(({ what, before, after }) => (
        <li>
          <Message
            locale={locale}
            id="feed.change"
            values={{
              what,
              before: (
                <del>
                  <bdi>{before}</bdi>
                </del>
              ),
              after: (
                <ins>
                  <bdi>{after}</bdi>
                </ins>
              ),
            }}
          />
        </li>
      ))}
    </ul>
  );
}
