import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { listText, message } from '../../words/catalogue.js';
import { supports } from '../../graph/values/support.js';
import type { Locale } from '../../words/locale.js';
import { comparisonHref, type ComparisonAddress } from '../addresses/comparison-address.js';
import { conceptHref } from '../addresses/page-addresses.js';
import { absolute, type PageContext } from '../layout/site.js';
import type { ChoiceCriterion, PlaceResult, RankingResult } from './choice-operation.js';
import { WidgetData } from './widget-data.js';

/** The input of `renderChoice`. */
export interface ChoiceInput {
  /** Its site has a base URL, so that the addresses in the fragment are absolute. */
  readonly context: PageContext;
  readonly address: ComparisonAddress;
  readonly criteria: readonly ChoiceCriterion[];
  readonly ranking: RankingResult;
}

/** The maximum of the sliders, unless a criterion has a higher weight. */
const usualMaximum = 10;

/**
 * Renders a ranking as a fragment of HTML: disabled sliders for the weights; the approaches with their scores, best first; what would change
 * the winner. All links are absolute.
 */
export function renderChoice({ context, address, criteria, ranking }: ChoiceInput): string {
  const { locale, site } = context;
  const { places, flip } = ranking;
  const ranked = places.filter(({ position }) => position !== null);
  const excluded = places.filter(({ position }) => position === null);
  const names = places[0]?.contributions.map(({ axis }) => axis.name) ?? [];
  const pageHref = absolute(
    site,
    comparisonHref({ ...address, differences: false, since: null, after: null }),
  );
  const href = (slug: string): string =>
    absolute(
      site,
      conceptHref({ type: 'APPROACH', slug, at: address.at, after: null, locale: address.locale }),
    );
  return renderToString(
    <div class="tertium tertium-choice" lang={locale}>
      <Weights criteria={criteria} names={names} locale={locale} />
      <div class="tertium-choice-ranking">
        <p class="tertium-choice-result" dir="auto">
          {resultText(ranked, locale)}
        </p>
        {ranked.length > 0 && (
          <ol>
            {ranked.map((place) => (
              <Place place={place} href={href(place.approach.slug)} locale={locale} />
            ))}
          </ol>
        )}
        {isOpen(ranked) && (
          <p class="tertium-choice-open" dir="auto">
            {message(locale, 'widget.choice.open')}
          </p>
        )}
        {excluded.length > 0 && (
          <>
            <p class="tertium-choice-excluded" dir="auto">
              {message(locale, 'widget.choice.excluded')}
            </p>
            <ul>
              {excluded.map(({ approach, excludedBy }) => (
                <li>
                  <a href={href(approach.slug)}>
                    <bdi>{approach.name}</bdi>
                  </a>
                  {excludedBy.map(({ explanation }) => (
                    <p dir="auto">{explanation}</p>
                  ))}
                </li>
              ))}
            </ul>
          </>
        )}
        {ranked.length > 1 && (
          <p class="tertium-choice-flip" dir="auto">
            {flip?.explanation ?? message(locale, 'widget.choice.noFlip')}
          </p>
        )}
        <p class="tertium-choice-more">
          <a href={pageHref}>{message(locale, 'widget.choice.compare')}</a>
        </p>
      </div>
      <WidgetData site={site} />
    </div>,
  );
}

/** The weights as sliders. They are disabled until a script handles them. */
function Weights({
  criteria,
  names,
  locale,
}: {
  readonly criteria: readonly ChoiceCriterion[];
  readonly names: readonly string[];
  readonly locale: Locale;
}): VNode {
  const highest = Math.max(usualMaximum, ...criteria.map(({ weight }) => Math.ceil(weight)));
  return (
    <fieldset
      class="tertium-choice-weights"
      disabled
      data-no-weight={message(locale, 'widget.choice.noWeight')}
      data-failed={message(locale, 'widget.choice.failed')}
    >
      <legend>{message(locale, 'widget.choice.weights')}</legend>
      {criteria.map(({ axis, weight, atLeast }, index) => (
        <div>
          <label>
            <bdi>{names[index] ?? axis}</bdi>
            {atLeast !== null && (
              <small>
                {' '}
                <bdi>
                  {message(locale, 'widget.choice.atLeast', { value: requiredText(atLeast, locale) })}
                </bdi>
              </small>
            )}
            <input
              type="range"
              name={axis}
              min="0"
              max={highest}
              step={Number.isInteger(weight) ? 1 : 'any'}
              value={weight}
            />
          </label>
          <output aria-hidden="true">{weight}</output>
        </div>
      ))}
    </fieldset>
  );
}

function Place({
  place: { approach, score, minimum, maximum, contributions },
  href,
  locale,
}: {
  readonly place: PlaceResult;
  readonly href: string;
  readonly locale: Locale;
}): VNode {
  const isRange = minimum < maximum;
  return (
    <li>
      <p class="tertium-choice-place">
        <a href={href}>
          <bdi>{approach.name}</bdi>
        </a>
        <span>
          {isRange
            ? message(locale, 'widget.choice.range', {
                score: scoreText(score, locale),
                minimum: scoreText(minimum, locale),
                maximum: scoreText(maximum, locale),
              })
            : message(locale, 'widget.choice.score', { score: scoreText(score, locale) })}
        </span>
      </p>
      {/* Attributes instead of styles: pages with a strict Content-Security-Policy allow no inline styles. */}
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="tertium-choice-scale" width="100" height="4" />
        <rect class="tertium-choice-score" width={percent(minimum)} height="4" />
        <rect
          class="tertium-choice-range"
          x={percent(minimum)}
          width={percent(maximum - minimum)}
          height="4"
        />
        <rect
          class="tertium-choice-score"
          x={Math.min(percent(score), 100 - markWidth)}
          width={markWidth}
          height="4"
        />
      </svg>
      <details>
        <summary>{message(locale, 'widget.choice.why')}</summary>
        <ul>
          {contributions.map(({ explanation }) => (
            <li dir="auto">{explanation}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** Returns the worst acceptable value as text: support as a label, other values as in the address. */
function requiredText(value: string, locale: Locale): string {
  const support = supports.find((each) => each === value.trim().toUpperCase());
  return support ? message(locale, `supportInText.${support}`) : value;
}

/** Returns the result in a sentence. The element announces this sentence after a change of the weights. */
function resultText(ranked: readonly PlaceResult[], locale: Locale): string {
  const first = ranked.filter(({ position }) => position === 1);
  const [best] = first;
  if (!best) return message(locale, 'widget.choice.none');
  return message(locale, 'widget.choice.first', {
    names: listText(
      locale,
      first.map(({ approach }) => approach.name),
    ),
    count: first.length,
    score: scoreText(best.score, locale),
  });
}

/**
 * Whether uncertain values could change the winner: the highest possible score of another approach is above the lowest
 * possible score of the winner.
 */
function isOpen([best, ...others]: readonly PlaceResult[]): boolean {
  return best !== undefined && others.some(({ maximum }) => maximum > best.minimum);
}

function scoreText(score: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(score);
}

/** The width of the mark of the score, in percent of the width of the scale. */
const markWidth = 1;

/** Returns a share of the width of the scale in percent, rounded to a tenth. */
function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}
