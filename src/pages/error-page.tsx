import { message } from '../words/catalogue.js';
import type { MessageKey } from '../words/catalogues/messages.js';
import { homeHref } from './addresses/page-addresses.js';
import { renderDocument } from './layout/document.js';
import type { PageContext } from './layout/site.js';

/** The input of `renderErrorPage`. */
export interface ErrorPageInput {
  readonly context: PageContext;
  /** The HTTP status. */
  readonly status: number;
  /** The code of the error. */
  readonly code?: string;
  /** The message of the error, in English. Not shown for status 500. */
  readonly message: string;
  /** The pages that the reader may have meant, nearest first. */
  readonly nearest: readonly { readonly name: string; readonly href: string }[];
  /** The time in seconds after which the request may succeed; null if there is none. */
  readonly retryAfter: number | null;
}

interface ErrorWords {
  readonly title: MessageKey;
  readonly help: MessageKey;
}

/** The title and the advice for an error, by code. */
const byCode: Readonly<Record<string, ErrorWords>> = {
  LIMIT_EXCEEDED: { title: 'page.error.limit', help: 'page.error.limitHelp' },
  DEADLINE_EXCEEDED: { title: 'page.error.deadline', help: 'page.error.deadlineHelp' },
};

/** The title and the advice for an error, by status. */
const byStatus: Readonly<Record<number, ErrorWords>> = {
  404: { title: 'page.notFound.title', help: 'page.notFound.help' },
  429: { title: 'page.error.quota', help: 'page.error.quotaHelp' },
  503: { title: 'page.error.unavailable', help: 'page.error.unavailableHelp' },
  504: { title: 'page.error.deadline', help: 'page.error.deadlineHelp' },
};

const wrongRequest: ErrorWords = { title: 'page.error.BAD_USER_INPUT', help: 'page.error.badInputHelp' };
const defect: ErrorWords = { title: 'page.error.internal', help: 'page.error.internalHelp' };

function wordsOf(status: number, code: string | undefined): ErrorWords {
  const ofCode = code !== undefined && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  return ofCode ?? byStatus[status] ?? (status < 500 ? wrongRequest : defect);
}

/** Renders the page of an error as HTML, in chunks. */
export function renderErrorPage(input: ErrorPageInput): Generator<string, void> {
  const { context, status, code, nearest, retryAfter } = input;
  const { locale, chosenLocale } = context;
  const { title, help } = wordsOf(status, code);
  const content = (
    <article>
      <header>
        <p class="eyebrow">{status}</p>
        <h1>{message(locale, title)}</h1>
        {status !== 500 && (
          <p class="lead" lang="en" dir="auto">
            {input.message}
          </p>
        )}
        <p>{message(locale, help)}</p>
        {retryAfter !== null && <p>{message(locale, 'page.error.retryAfter', { seconds: retryAfter })}</p>}
      </header>
      {nearest.length > 0 && (
        <section aria-labelledby="nearest">
          <h2 id="nearest">{message(locale, 'page.notFound.nearest')}</h2>
          <ul>
            {nearest.map(({ name, href }) => (
              <li>
                <a href={href}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="pager">
        <a href={homeHref({ search: null, after: null, locale: chosenLocale })}>
          {message(locale, 'page.home')}
        </a>
      </p>
    </article>
  );
  return renderDocument(
    context,
    {
      title: message(locale, title),
      description: message(locale, help),
      canonical: null,
      inLanguage: (each) => homeHref({ search: null, after: null, locale: each }),
      image: null,
    },
    content,
  );
}
