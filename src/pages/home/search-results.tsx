import type { VNode } from 'preact';
import { axisKinds } from '../../graph/claim.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { conceptPageHref } from '../addresses/concept-page.js';
import { rowId } from '../comparison/table.js';
import { MaybeLink } from '../markup/maybe-link.js';
import { Message } from '../markup/message.js';
import type { AxisResult } from '../operations/approach-operation.js';
import type { FoundConcept, FoundText } from '../operations/home-operation.js';
import type { ClaimedConcept } from '../operations/source-operation.js';
import { MarkedText } from './marked-text.js';

const maxApproaches = 5;

/** The results of a search: concepts, the texts in which words were found, and links to the pages that show the concepts. */
export function ResultList({
  edges,
  locale,
  chosenLocale,
}: {
  readonly edges: readonly FoundConcept[];
  readonly locale: Locale;
  readonly chosenLocale: Locale | null;
}): VNode {
  return (
    <ol class="plain results">
      {edges.map((found) => (
        <Result found={found} locale={locale} chosenLocale={chosenLocale} />
      ))}
    </ol>
  );
}

function Result({
  found: { node, matches },
  locale,
  chosenLocale,
}: {
  readonly found: FoundConcept;
  readonly locale: Locale;
  readonly chosenLocale: Locale | null;
}): VNode {
  const { kind, name, summary } = node;
  const parameters = { at: null, locale: chosenLocale };
  const inName = matches.find(({ field, text }) => field === 'NAME' && text === name);
  const inSummary = matches.find(({ field }) => field === 'SUMMARY');
  const others = matches.filter((match) => match !== inName && match !== inSummary);
  const approaches = approachesOf(node);
  const row = isAxis(node) ? `#${rowId(node)}` : '';
  return (
    <li>
      <MaybeLink href={conceptPageHref(node, parameters)}>
        <b>{inName ? <MarkedText found={inName} /> : <bdi>{name}</bdi>}</b>
      </MaybeLink>{' '}
      <span class="tag">{message(locale, `page.kind.${kind}`)}</span>
      {(inSummary ?? summary) !== null && (
        <p dir="auto">{inSummary ? <MarkedText found={inSummary} /> : summary}</p>
      )}
      {others.map((match) => (
        <Match match={match} node={node} chosenLocale={chosenLocale} />
      ))}
      {approaches.length > 0 && (
        <p>
          <Message
            locale={locale}
            id="page.home.see"
            values={{
              approaches: (
                <>
                  {approaches.map(({ slug, name: approach }, index) => (
                    <>
                      {index > 0 && ', '}
                      <a href={`${conceptPageHref({ kind: 'APPROACH', slug }, parameters)}${row}`}>
                        <bdi>{approach}</bdi>
                      </a>
                    </>
                  ))}
                </>
              ),
            }}
          />
        </p>
      )}
    </li>
  );
}

/**
 * A text in which words were found. The text of a claim follows the name of the claim's other concept, if there is one. The name is a link to the
 * page of the claim's subject, if the subject has a page.
 */
function Match({
  match,
  node,
  chosenLocale,
}: {
  readonly match: FoundText;
  /** The concept that was found. */
  readonly node: ClaimedConcept;
  readonly chosenLocale: Locale | null;
}): VNode {
  const { claim } = match;
  const isSubject = claim?.subject.kind === node.kind && claim.subject.slug === node.slug;
  const other = isSubject ? claim.target : claim?.subject;
  return (
    <p>
      {claim && other && (
        <>
          <MaybeLink href={claimHref(claim, chosenLocale)}>
            <bdi>{other.name}</bdi>
          </MaybeLink>
          {': '}
        </>
      )}
      <MarkedText found={match} />
    </p>
  );
}

/** Returns the address of the page of a claim's subject, with the row of the axis if there is one; null if the subject has no page. */
function claimHref(
  { subject, target }: NonNullable<FoundText['claim']>,
  locale: Locale | null,
): string | null {
  const href = conceptPageHref(subject, { at: null, locale });
  const isRow = subject.kind === 'APPROACH' && target !== null && isAxis(target);
  return href !== null && isRow ? `${href}#${rowId(target)}` : href;
}

function isAxis<Concept extends Pick<ClaimedConcept, 'kind'>>(
  concept: Concept,
): concept is Concept & Pick<AxisResult, 'kind'> {
  return (axisKinds as readonly string[]).includes(concept.kind);
}

/** Lists the first approaches about which an axis is stated, each once. */
function approachesOf({
  approaches,
  claims,
}: FoundConcept['node']): readonly { readonly slug: string; readonly name: string }[] {
  const listed = approaches?.nodes ?? claims?.nodes.map(({ subject }) => subject) ?? [];
  return [...new Map(listed.map((each) => [each.slug, each])).values()].slice(0, maxApproaches);
}
