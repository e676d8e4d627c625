import { useGraphiQL } from '@graphiql/react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

import {
  type ComparedSubject,
  type ComparisonRequest,
  comparisonsOf,
} from '../comparison/comparison-requests.js';
import { ComparisonView } from '../comparison/comparison-view.js';
import { executionOf } from '../executions.js';
import { JsonTableView } from './json-table-view.js';
import { tablesOf, type JsonTable } from './json-tables.js';

const views = ['JSON', 'Table'] as const;
type View = (typeof views)[number];

/** Tabs above the response that show it as JSON or as tables. */
export function ResponseView() {
  const id = useId();
  const [view, setView] = useState<View>('JSON');
  const host = useHost(view);
  const response = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.response) ?? '';
  if (!host) return null;
  return createPortal(
    <>
      <ViewTabs id={id} view={view} onChange={setView} />
      {view === 'Table' && (
        <div
          role="tabpanel"
          id={`${id}panel`}
          aria-labelledby={`${id}Table`}
          tabIndex={0}
          className="response-tables"
        >
          <ResponseTables response={response} />
        </div>
      )}
    </>,
    host,
  );
}

/** Creates an element above the response editor. GraphiQL itself supports additional content only below the editor. */
function useHost(view: View): HTMLElement | null {
  const [host, setHost] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const pane = document.querySelector('.graphiql-response');
    const element = document.createElement('div');
    element.className = 'response-view';
    pane?.prepend(element);
    setHost(element);
    return () => element.remove();
  }, []);
  useEffect(() => {
    host?.setAttribute('data-view', view);
  }, [host, view]);
  return host;
}

interface ViewTabsProps {
  readonly id: string;
  readonly view: View;
  readonly onChange: (view: View) => void;
}

function ViewTabs({ id, view, onChange }: ViewTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const other = view === 'JSON' ? 'Table' : 'JSON';
    onChange(other);
    list.current?.querySelector<HTMLElement>(`[data-view=${other}]`)?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Form of the response"
      className="response-tabs"
      onKeyDown={move}
    >
      {views.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={id + each}
          data-view={each}
          aria-selected={each === view}
          {...(each === view && view === 'Table' && { 'aria-controls': `${id}panel` })}
          tabIndex={each === view ? 0 : -1}
          onClick={() => onChange(each)}
        >
          {each}
        </button>
      ))}
    </div>
  );
}

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

function ResponseTables({ response }: { readonly response: string }) {
  const { data, errors } = useMemo(() => parseResult(response), [response]);
  const comparisons = useMemo(() => shownComparisons(response, data ?? {}), [response, data]);
  const tables = useMemo(
    () => tablesOf(data ?? {}, new Set(comparisons.map(({ path }) => path.join('.')))),
    [data, comparisons],
  );
  if (response === '') return <p>Run the query to see its response.</p>;
  return (
    <>
      {errors && (
        <ul aria-label="Errors">
          {errors.map(({ message }, index) => (
            <li key={index}>{message}</li>
          ))}
        </ul>
      )}
      {comparisons.map(({ path, ...comparison }) => (
        <ComparisonView
          key={path.join('.')}
          {...comparison}
          fallback={<JsonTables data={partOf(data ?? {}, path)} />}
        />
      ))}
      {tables.map((table) => (
        <JsonTableView key={keyOf(table)} table={table} />
      ))}
    </>
  );
}

/** `nodes` and `edges` of one connection have the same title, and different columns. */
function keyOf({ title, columns }: JsonTable): string {
  return JSON.stringify([title, columns]);
}

function JsonTables({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  return tablesOf(data).map((table) => <JsonTableView key={keyOf(table)} table={table} />);
}

type ShownComparison = ComparisonRequest & { readonly subject: ComparedSubject };

/** Finds the comparisons of a response that can be shown as a table. If the operation does not name the approaches, the slugs come from the response. */
function shownComparisons(
  response: string,
  data: Readonly<Record<string, unknown>>,
): readonly ShownComparison[] {
  const execution = executionOf(response);
  if (!execution) return [];
  return comparisonsOf(execution).flatMap((comparison) => {
    const part = valueAt(data, comparison.path);
    const subject = comparison.subject ?? comparedIn(part);
    return part && subject ? [{ ...comparison, subject }] : [];
  });
}

function comparedIn(part: unknown): ComparedSubject | null {
  const { approaches } = (part ?? {}) as { readonly approaches?: readonly { readonly slug?: unknown }[] };
  const slugs = (approaches ?? []).map(({ slug }) => slug).filter((slug) => typeof slug === 'string');
  return slugs.length < 2 || slugs.length !== approaches?.length ? null : { type: 'APPROACHES', slugs };
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
    data,
  );
}

/** Returns the part of a result at a path, under a key that names the path. */
function partOf(data: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  return { [path.join('.')]: valueAt(data, path) };
}

/** Parses the text of the response editor. The text may not be JSON, for example if the variables cannot be parsed; then the result is empty. */
function parseResult(response: string): Result {
  try {
    return JSON.parse(response) as Result;
  } catch {
    return {};
  }
}
