import type { VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { calendarText } from '../../words/values/date-text.js';
import { Message } from '../markup/message.js';

/** A revision of the graph. */
export interface ShownRevision {
  readonly number: number;
  /** ISO 8601. */
  readonly time: string;
}

/** A notice that the page shows the revision of its address, with a link to the newest revision. */
export function FixedRevision({
  locale,
  revision,
  newestHref,
}: {
  readonly locale: Locale;
  readonly revision: ShownRevision;
  readonly newestHref: string;
}): VNode {
  return (
    <p class="notice">
      <RevisionMessage locale={locale} id="page.fixedRevision" revision={revision} />{' '}
      <a href={newestHref}>{message(locale, 'page.newest')}</a>
    </p>
  );
}

/** The revision that a page shows, with a link to the page at this revision. */
export function Revision({
  locale,
  revision,
  permanentHref,
}: {
  readonly locale: Locale;
  readonly revision: ShownRevision;
  readonly permanentHref: string;
}): VNode {
  return (
    <p class="pager">
      <span>
        <RevisionMessage locale={locale} id="page.revision" revision={revision} />
      </span>
      <a href={permanentHref} rel="bookmark">
        {message(locale, 'page.permanentLink')}
      </a>
    </p>
  );
}

function RevisionMessage({
  locale,
  id,
  revision: { number, time },
}: {
  readonly locale: Locale;
  readonly id: 'page.revision' | 'page.fixedRevision';
  readonly revision: ShownRevision;
}): VNode {
  const date = <time dateTime={time}>{calendarText(locale, time.slice(0, 10))}</time>;
  return <Message locale={locale} id={id} values={{ number, date }} />;
}
