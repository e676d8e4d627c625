import { type ReactNode, useEffect, useRef, useState } from 'react';

import { comparisonAttributes } from './comparison-links.js';
import type { ComparedSubject, ComparisonRequest } from './comparison-requests.js';
import { comparisonModule } from './widget-files.js';

interface ComparisonViewProps {
  readonly subject: ComparedSubject;
  readonly parameters: ComparisonRequest['parameters'];
  readonly ignoredArguments: readonly string[];
  /** Shown if the table of this comparison cannot be loaded. */
  readonly fallback: ReactNode;
}

/** Shows a comparison in `<tertium-comparison>`: the same table as on its page, with the sources. */
export function ComparisonView({ subject, parameters, ignoredArguments, fallback }: ComparisonViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // The same comparison in a later response needs no new element.
  const attributes = JSON.stringify(comparisonAttributes(subject, parameters));
  useEffect(() => {
    let isShown = true;
    setProblem(null);
    const element = document.createElement('tertium-comparison');
    for (const [name, value] of Object.entries(JSON.parse(attributes) as Record<string, string>)) {
      element.setAttribute(name, value);
    }
    element.addEventListener('tertium-error', (event) => {
      const { message } = (event as CustomEvent<{ readonly message: string }>).detail;
      element.remove();
      setProblem(`The server has no table for this comparison: ${message}`);
    });
    host.current?.append(element);
    defineElement().catch((error: unknown) => {
      if (!isShown) return;
      element.remove();
      setProblem(error instanceof Error ? error.message : String(error));
    });
    return () => {
      isShown = false;
      element.remove();
    };
  }, [attributes]);

  return (
    <>
      {problem !== null && <p role="status">{problem} These tables are made from the JSON.</p>}
      {problem === null && ignoredArguments.length > 0 && (
        <p role="status">
          This is the comparison without the arguments {ignoredArguments.join(', ')}, so its rows can differ
          from those in the JSON.
        </p>
      )}
      <div ref={host} />
      {problem !== null && fallback}
    </>
  );
}

async function defineElement(): Promise<void> {
  const found = await comparisonModule();
  if (!found) throw new Error('The server does not serve comparisons to other pages.');
  await import(/* @vite-ignore */ found.url.href);
}
