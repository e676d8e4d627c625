import type { VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { calendarText } from '../../words/values/date-text.js';
import { comparisonHref, type ComparisonAddress } from '../addresses/comparison-address.js';
import { Message } from '../markup/message.js';
import type { ChangedRow, ChangesSince } from './changes-operation.js';

/** A form for the day since which changes are listed, and the changes since the day of the address. */
export function Changes({
  locale,
  address,
  changes,
  shownDay,
}: {
  readonly locale: Locale;
  readonly address: ComparisonAddress;
  /** Null if the address has no day, or if there are no two revisions to compare. */
  readonly changes: ChangesSince | null;
  /** The day of the revision that the page shows. */
  readonly shownDay: string;
}): VNode {
  const { since } = address;
  return (
    <>
      <ChangesForm locale={locale} address={address} shownDay={shownDay} />
      {since !== null && (
        <ChangeList
          locale={locale}
          since={since}
          changes={changes}
          isLater={address.at !== null && since > shownDay}
        />
      )}
    </>
  );
}

function ChangesForm({
  locale,
  address,
  shownDay,
}: {
  readonly locale: Locale;
  readonly address: ComparisonAddress;
  readonly shownDay: string;
}): VNode {
  const [path = '', query = ''] = comparisonHref({ ...address, since: null, after: null }).split('?');
  return (
    <form action={`${path}#changes`}>
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label>
        {message(locale, 'page.changesLabel')}{' '}
        <input type="date" name="since" required max={shownDay} value={address.since ?? shownDay} />
      </label>{' '}
      <button type="submit">{message(locale, 'page.changesShow')}</button>
    </form>
  );
}

function ChangeList({
  locale,
  since,
  changes,
  isLater,
}: {
  readonly locale: Locale;
  readonly since: string;
  readonly changes: ChangesSince | null;
  /** Whether the address selects a revision from before the day, so that the page has no changes since the day. */
  readonly isLater: boolean;
}): VNode {
  const date = <time dateTime={since}>{calendarText(locale, since)}</time>;
  if (!changes || isLater) {
    return (
      <p>
        <Message
          locale={locale}
          id={isLater ? 'page.revisionBefore' : 'page.noRevisionThen'}
          values={{ date }}
        />
      </p>
    );
  }
  const { totalCount, nodes } = changes.rows;
  if (totalCount === 0) {
    return (
      <p>
        <Message locale={locale} id="page.noChanges" values={{ date }} />
      </p>
    );
  }
  return (
    <>
      <p>
        <Message locale={locale} id="page.changesSince" values={{ date, number: changes.from.number }} />
        {': '}
        {message(locale, 'page.changes.count', { count: totalCount })}
        {totalCount > nodes.length &&
          ` ${message(locale, 'page.changes.more', { count: totalCount - nodes.length })}`}
      </p>
      <ul class="changes">
        {nodes.map((row) => (
          <Change locale={locale} row={row} />
        ))}
      </ul>
    </>
  );
}

/** A row with its changed cells before and after, and its verdict if the verdict changed. */
function Change({ locale, row }: { readonly locale: Locale; readonly row: ChangedRow }): VNode {
  const { kind, axis, before, after, cells } = row;
  const notStated = message(locale, 'state.NOT_STATED');
  const verdicts = [before?.verdictLabel, after?.verdictLabel] as const;
  return (
    <li>
      <p>
        <b>
          <bdi>{axis.name}</bdi>
        </b>{' '}
        <span class="tag">{message(locale, `page.change.${kind}`)}</span>
      </p>
      <dl>
        {cells.map((cell) => (
          <div>
            <dt>
              <bdi>{cell.approach.name}</bdi>
            </dt>
            <dd>
              <BeforeAndAfter
                before={cell.before?.text ?? notStated}
                after={cell.after?.text ?? notStated}
                locale={locale}
              />
            </dd>
          </div>
        ))}
        {verdicts[0] !== undefined && verdicts[1] !== undefined && verdicts[0] !== verdicts[1] && (
          <div>
            <dt>{message(locale, 'page.change.verdict')}</dt>
            <dd>
              <BeforeAndAfter before={verdicts[0]} after={verdicts[1]} locale={locale} />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

function BeforeAndAfter({
  before,
  after,
  locale,
}: {
  readonly before: string;
  readonly after: string;
  readonly locale: Locale;
}): VNode {
  return (
    <>
      <del>
        <span class="hidden">{message(locale, 'page.change.before')}: </span>
        <bdi>{before}</bdi>
      </del>{' '}
      <ins>
        <span class="hidden">{message(locale, 'page.change.after')}: </span>
        <bdi>{after}</bdi>
      </ins>
    </>
  );
}
