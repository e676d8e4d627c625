import type { VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { conceptHref } from '../addresses/page-addresses.js';
import type { HomeLists } from '../operations/home-operation.js';

/**
 * A form that compares the chosen approaches: a GET of `/compare` with a parameter `approach` for each of them. If there are two or
 * more, the server redirects the request to the page of their comparison.
 */
export function ApproachChooser({
  approaches: { nodes },
  locale,
  chosenLocale,
}: {
  readonly approaches: HomeLists['approaches'];
  readonly locale: Locale;
  readonly chosenLocale: Locale | null;
}): VNode {
  return (
    <form action="/compare">
      {chosenLocale !== null && <input type="hidden" name="lang" value={chosenLocale} />}
      <p id="choose">{message(locale, 'page.home.choose')}</p>
      <ul class="choose">
        {nodes.map(({ slug, name }) => (
          <li>
            <label>
              <input type="checkbox" name="approach" value={slug} aria-labelledby={`a-${slug}`} />
            </label>
            <a
              id={`a-${slug}`}
              href={conceptHref({ type: 'APPROACH', slug, at: null, after: null, locale: chosenLocale })}
            >
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <button type="submit" class="main">
        {message(locale, 'page.home.compare')}
      </button>
    </form>
  );
}
