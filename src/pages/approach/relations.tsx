import type { VNode } from 'preact';
import type { TableStatement } from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import { References, type CellContext } from '../comparison/cell.js';
import type { NumberedSources } from '../comparison/numbered-sources.js';
import { Message } from '../markup/message.js';
import type { ApproachResult } from '../operations/approach-operation.js';

/** A relation of an approach with another concept. */
export interface Relation {
  readonly type: 'EQUIVALENT_TO' | 'BROADER_THAN';
  readonly concept: { readonly slug: string; readonly name: string };
  /** The claim that states the relation; null if the relation follows from claims that the page does not list. */
  readonly statement: TableStatement | null;
}

/** Lists the relations that the listed claims about an approach state, then the other equivalent approaches. */
export function relationsOf(
  { claims, equivalentTo }: Pick<ApproachResult, 'claims' | 'equivalentTo'>,
  sources: NumberedSources,
): readonly Relation[] {
  const stated = claims.nodes.flatMap((claim): readonly Relation[] => {
    const { predicate: type, target, value } = claim;
    if (type !== 'EQUIVALENT_TO' && type !== 'BROADER_THAN') return [];
    if (target === null || value?.support === 'NO') return [];
    return [{ type, concept: target, statement: sources.statementOf(claim) }];
  });
  const known = new Set(
    stated.filter(({ type }) => type === 'EQUIVALENT_TO').map(({ concept }) => concept.slug),
  );
  const others = equivalentTo.nodes.filter(({ slug }) => !known.has(slug));
  return [
    ...stated,
    ...others.map((concept): Relation => ({ type: 'EQUIVALENT_TO', concept, statement: null })),
  ];
}

export function RelationList({
  relations,
  context,
  approachHref,
}: {
  readonly relations: readonly Relation[];
  readonly context: CellContext;
  readonly approachHref: (slug: string) => string;
}): VNode | null {
  const { locale, citations } = context;
  if (relations.length === 0) return null;
  return (
    <section aria-labelledby="relations" class="aside">
      <h2 id="relations">{message(locale, 'page.relations')}</h2>
      <ul>
        {relations.map(({ type, concept: { slug, name }, statement }) => (
          <li>
            <Message
              locale={locale}
              id={`page.relation.${type}`}
              values={{
                name: (
                  <a href={approachHref(slug)}>
                    <bdi>{name}</bdi>
                  </a>
                ),
              }}
            />
            {statement && <References references={citations.of(statement)} context={context} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
