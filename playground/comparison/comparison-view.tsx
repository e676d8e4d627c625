import { type ReactNode, useEffect, useState } from 'react';

import { serverUrl } from '../server-url.js';
import { comparisonUrl } from './comparison-links.js';
import type { ComparisonRequest } from './comparison-requests.js';
import { readManifest } from './widget-files.js';

type Subject = NonNullable<ComparisonRequest['subject']>;

interface ComparisonViewProps {
  readonly subject: Subject;
  readonly parameters: ComparisonRequest['parameters'];
  readonly ignoredArguments: readonly string[];
  /** Shown if the server has no table for this comparison. */
  readonly fallback: ReactNode;
}

type Loaded = { readonly html: string } | { readonly problem: string };

/** A comparison as the server prints it, with its sources: the table of the pages. */
export function ComparisonView({ subject, parameters, ignoredArguments, fallback }: ComparisonViewProps) {
  const url = comparisonUrl(subject, parameters, '.fragment').href;
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    setLoaded(null);
    loadTable(url, controller.signal).then(setLoaded, (error: unknown) => {
      if (!controller.signal.aborted) setLoaded({ problem: String(error) });
    });
    return () => controller.abort();
  }, [url]);

  if (!loaded) return <p role="status">The table is loading.</p>;
  if ('problem' in loaded) {
    return (
      <>
        <p role="status">{loaded.problem} These tables are made from the JSON.</p>
        {fallback}
      </>
    );
  }
  return (
    <>
      {ignoredArguments.length > 0 && (
        <p role="status">
          This is the comparison without the arguments {ignoredArguments.join(', ')}. The JSON has fewer or other rows.
        </p>
      )}
      {/* The server escapes the texts, and the Content-Security-Policy of this page allows only its own scripts. */}
      <div className="comparison-html" dangerouslySetInnerHTML={{ __html: loaded.html }} />
      <p>
        <a href={comparisonUrl(subject, parameters).href} target="_blank" rel="noreferrer">
          Page of this comparison (opens in a new tab)
        </a>
      </p>
    </>
  );
}

async function loadTable(url: string, signal: AbortSignal): Promise<Loaded> {
  const [response] = await Promise.all([fetch(url, { signal }), addStyleSheet()]);
  if (response.ok) return { html: await response.text() };
  return {
    problem:
      response.status === 404
        ? 'The server has no pages for comparisons.'
        : `The server answered with status ${response.status}.`,
  };
}

/** Adds the style sheet of the widgets to the page, once. */
async function addStyleSheet(): Promise<void> {
  const sheet = (await readManifest())?.['tertium.css'];
  if (!sheet || document.getElementById(sheetId)) return;
  const link = document.createElement('link');
  link.id = sheetId;
  link.rel = 'stylesheet';
  link.href = new URL(sheet.url, serverUrl('')).href;
  document.head.append(link);
}

const sheetId = 'tertium-style-sheet';
