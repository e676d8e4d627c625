import type { VNode } from 'preact';
import { listText, message } from '../../words/catalogue.js';
import { conceptHref, type ConceptAddress } from '../addresses/page-addresses.js';
import { Message } from '../markup/message.js';
import { FixedRevision } from './revision.js';
import type { PageContext } from './site.js';

/** The kind, name, aliases and summary of an approach or source, and a notice if the address selects a revision. */
export function ConceptNames({
  context: { locale },
  kind,
  address,
  concept: { name, aliases, summary },
  revision,
}: {
  readonly context: PageContext;
  readonly kind: 'APPROACH' | 'CITED_SOURCE';
  readonly address: ConceptAddress;
  readonly concept: {
    readonly name: string;
    readonly aliases: readonly string[];
    readonly summary: string | null;
  };
  readonly revision: { readonly number: number; readonly time: string };
}): VNode {
  return (
    <>
      <p class="eyebrow">{message(locale, `page.kind.${kind}`)}</p>
      <h1 dir="auto">{name}</h1>
      {aliases.length > 0 && (
        <p>
          <Message locale={locale} id="page.approach.aliases" values={{ names: listText(locale, aliases) }} />
        </p>
      )}
      {address.at !== null && (
        <FixedRevision
          locale={locale}
          revision={revision}
          newestHref={conceptHref({ ...address, at: null, after: null })}
        />
      )}
      {summary !== null && (
        <p class="lead" dir="auto">
          {summary}
        </p>
      )}
    </>
  );
}
