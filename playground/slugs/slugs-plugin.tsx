import { type GraphiQLPlugin, type MonacoEditor, useGraphiQL } from '@graphiql/react';
import { useEffect, useId, useState } from 'react';

import { insertSlug } from './insert-slug.js';
import { type FoundConcept, searchConcepts } from './slug-search.js';

/** The pane that finds slugs and inserts them into the query or its variables. */
export const SLUGS_PLUGIN: GraphiQLPlugin = {
  title: 'Slugs',
  icon: SlugsIcon,
  content: SlugsPane,
};

type Found = { readonly concepts: readonly FoundConcept[] } | { readonly problem: string };

/** The pause after the last typed character before a search is sent, in milliseconds. */
const pauseMs = 150;

function SlugsPane() {
  const id = useId();
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const found = useFound(text.trim());
  const editor = useLastEditor();
  const insert = ({ slug }: FoundConcept): void => {
    if (!editor) return;
    insertSlug(editor, slug);
    setStatus(`Inserted ${slug}.`);
  };
  return (
    <section className="slugs" aria-labelledby={`${id}heading`}>
      <h2 id={`${id}heading`}>Slugs</h2>
      <p>Arguments name approaches, questions and axes by slug. Choose one to insert it at the cursor.</p>
      <label htmlFor={`${id}text`}>Search</label>
      <input
        id={`${id}text`}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setStatus('');
        }}
      />
      <p role="status">{status || (found && statusOf(found))}</p>
      {found && 'concepts' in found && (
        <ul>
          {found.concepts.map((concept) => (
            <li key={concept.id}>
              <button type="button" onClick={() => insert(concept)}>
                <code>{concept.slug}</code> <span>{concept.name}</span>{' '}
                <small>{kindWords(concept.kind)}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Searches for a text. @returns the newest result since the text was last empty; null if there is none */
function useFound(text: string): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (text === '') {
      setFound(null);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      searchConcepts(text, controller.signal).then(
        (concepts) => setFound({ concepts }),
        (error: unknown) => {
          if (!controller.signal.aborted) {
            setFound({ problem: error instanceof Error ? error.message : String(error) });
          }
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  return found;
}

/** Returns the editor that had the focus last: that of the query, which is the default, or that of the variables. */
function useLastEditor(): MonacoEditor | undefined {
  const { queryEditor, variableEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const [isVariables, setIsVariables] = useState(false);
  useEffect(() => {
    const listeners = [
      queryEditor?.onDidFocusEditorText(() => setIsVariables(false)),
      variableEditor?.onDidFocusEditorText(() => setIsVariables(true)),
    ];
    return () => listeners.forEach((listener) => listener?.dispose());
  }, [queryEditor, variableEditor]);
  return isVariables ? variableEditor : queryEditor;
}

function statusOf(found: Found): string {
  if ('problem' in found) return found.problem;
  const { length } = found.concepts;
  return length === 0 ? 'Nothing found.' : `${length} found.`;
}

function kindWords(kind: string): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}

function SlugsIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="10.5" cy="10.5" r="5.5" />
      <path d="m15 15 5 5" strokeLinecap="round" />
    </svg>
  );
}
