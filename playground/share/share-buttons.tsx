import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';

import { embedCode } from '../comparison/embed-code.js';
import { comparisonsOf } from '../comparison/comparison-requests.js';
import { comparisonModule } from '../comparison/widget-files.js';
import { parseVariables } from '../variables.js';
import { CopyDialog, type CopyOffer, copyText } from './copy-dialog.js';
import { shareLink } from './share-link.js';

/** Toolbar buttons that copy a link to the query, and the HTML that embeds the query's first comparison of named approaches. */
export function ShareButtons() {
  const { queryEditor, variableEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    operationName: state.operationName,
  }));
  const [status, setStatus] = useState('');
  const [offer, setOffer] = useState<CopyOffer | null>(null);

  const copy = async (title: string, text: string, done: string): Promise<void> => {
    if (await copyText(text)) setStatus(done);
    else setOffer({ title, text });
  };
  const copyLink = async (): Promise<void> => {
    const query = queryEditor?.getValue() ?? '';
    const link = shareLink(location.href, { query, variables: variableEditor?.getValue() ?? '' });
    if (link === null) setStatus('The query is too long for a link.');
    else await copy('Link to this query', link, 'Link copied.');
  };
  const copyTag = async (): Promise<void> => {
    const comparisons = comparisonsOf({
      query: queryEditor?.getValue() ?? '',
      operationName: operationName ?? null,
      variables: parseVariables(variableEditor?.getValue() ?? ''),
    });
    const comparison = comparisons.find(({ subject }) => subject !== null);
    if (!comparison?.subject) {
      setStatus('This query has no comparison of named approaches.');
      return;
    }
    const { subject, parameters, ignoredArguments: ignored } = comparison;
    const code = embedCode(subject, parameters, await comparisonModule());
    const done =
      ignored.length === 0
        ? 'Embed code copied.'
        : `Embed code copied. It does not have the arguments ${ignored.join(', ')}.`;
    await copy('Code to embed this comparison', code, done);
  };
  return (
    <>
      <ToolbarButton label="Copy link to this query" onClick={() => void copyLink()}>
        <svg viewBox="0 0 24 24" className="graphiql-toolbar-icon" aria-hidden="true" {...stroke}>
          <path d="M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5" />
        </svg>
      </ToolbarButton>
      <ToolbarButton label="Embed this comparison" onClick={() => void copyTag()}>
        <svg viewBox="0 0 24 24" className="graphiql-toolbar-icon" aria-hidden="true" {...stroke}>
          <path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14" />
        </svg>
      </ToolbarButton>
      <p role="status" className="share-status">
        {status}
      </p>
      {offer && <CopyDialog offer={offer} onClose={() => setOffer(null)} />}
    </>
  );
}

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
