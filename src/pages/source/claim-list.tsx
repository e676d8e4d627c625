import type { VNode } from 'preact';
import { axisPredicates, type Predicate } from '../../graph/claim.js';
import { citedUrl } from '../../graph/cited-url.js';
import { fold } from '../../graph/text/fold.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { conceptPageHref, type LinkParameters } from '../addresses/concept-page.js';
import { rowId } from '../comparison/table.js';
import { Slices, slicesOf } from '../markup/chunks.js';
import { ExternalLink } from '../markup/external-link.js';
import { MaybeLink } from '../markup/maybe-link.js';
import type { AxisResult } from '../operations/approach-operation.js';
import type { ClaimedConcept, SourceClaim } from '../operations/source-operation.js';

const claimsInSlice = 50;

/** The properties of the page that the list of claims needs. */
export interface ClaimListContext {
  readonly locale: Locale;
  readonly parameters: LinkParameters;
}

/**
 * The claims of a source, under the names of their subjects. To be rendered by `renderInChunks`.
 * @param claims claims about the same subject are adjacent
 */
export function ClaimList({
  claims,
  context,
}: {
  readonly claims: readonly SourceClaim[];
  readonly context: ClaimListContext;
}): VNode {
  return <Slices of={subjects(claims, context)} />;
}

function* subjects(claims: readonly SourceClaim[], context: ClaimListContext): Generator<VNode> {
  for (const { subject, claims: about } of bySubject(claims)) {
    const href = conceptPageHref(subject, context.parameters);
    yield (
      <section>
        <h3>
          <MaybeLink href={href}>
            <bdi>{subject.name}</bdi>
          </MaybeLink>
        </h3>
        <ul class="claims">
          <Slices of={claimSlices(about, href, context)} />
        </ul>
      </section>
    );
  }
}

interface SubjectClaims {
  readonly subject: ClaimedConcept;
  readonly claims: SourceClaim[];
}

/** Groups adjacent claims about the same subject. */
function bySubject(claims: readonly SourceClaim[]): readonly SubjectClaims[] {
  const groups: SubjectClaims[] = [];
  for (const claim of claims) {
    const { subject } = claim;
    const last = groups.at(-1);
    if (last?.subject.kind === subject.kind && last.subject.slug === subject.slug) last.claims.push(claim);
    else groups.push({ subject, claims: [claim] });
  }
  return groups;
}

function* claimSlices(
  claims: readonly SourceClaim[],
  subjectHref: string | null,
  context: ClaimListContext,
): Generator<VNode> {
  for (const slice of slicesOf(claims, claimsInSlice)) {
    yield (
      <>
        {slice.map((claim) => (
          <Claim claim={claim} subjectHref={subjectHref} context={context} />
        ))}
      </>
    );
  }
}

const alongAxes: readonly Predicate[] = Object.values(axisPredicates);

function Claim({
  claim: { predicate, subject, target, value, valueText, text, citations },
  subjectHref,
  context: { locale, parameters },
}: {
  readonly claim: SourceClaim;
  /** The address of the page of the subject; null without a page. */
  readonly subjectHref: string | null;
  readonly context: ClaimListContext;
}): VNode {
  const isAlongAxis = alongAxes.includes(predicate);
  // The tag of a link that is not along an axis states that the connection exists, so the value YES is not shown.
  const stated = isAlongAxis || value?.support !== 'YES' ? valueText : null;
  const shown = [stated ?? '', ...citations.flatMap(({ quote }) => quote ?? [])].map(fold);
  const row = isAlongAxis && subject.kind === 'APPROACH' && subjectHref !== null ? subjectHref : null;
  return (
    <li>
      <p>
        {predicate !== 'HAS_VALUE' && (
          <span class="tag">{message(locale, `page.predicate.${predicate}`)}</span>
        )}
        {target !== null && (
          <b>
            <MaybeLink
              href={
                row === null ? conceptPageHref(target, parameters) : `${row}#${rowId(target as AxisResult)}`
              }
            >
              <bdi>{target.name}</bdi>
            </MaybeLink>
          </b>
        )}
        {stated !== null && <bdi>{stated}</bdi>}
      </p>
      {text !== null && !shown.includes(fold(text)) && <p dir="auto">{text}</p>}
      {citations.map((citation) => (
        <p class="cited">
          {citation.locator !== null && <bdi>{citation.locator}</bdi>}
          {citation.quote !== null && (
            <q dir="auto">
              <ExternalLink url={citedUrl(citation)}>{citation.quote}</ExternalLink>
            </q>
          )}
        </p>
      ))}
    </li>
  );
}
