import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { useId } from 'react';

import { type Example, examples } from './examples.js';
import { useOpenExample } from './open-example.js';

/** The pane with the list of examples. A click opens an example in the editor. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: ExamplesIcon,
  content: ExamplesPane,
};

function ExamplesPane() {
  const headingId = useId();
  const openExample = useOpenExample();
  const openDocument = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  return (
    <section className="examples" aria-labelledby={headingId}>
      <h2 id={headingId}>Examples</h2>
      <p>Choose an example to open it in the editor, then run it.</p>
      <ol>
        {examples.map((example) => (
          <li key={example.title}>
            <ExampleButton
              example={example}
              isOpen={example.document === openDocument}
              onOpen={() => openExample(example)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ExampleButtonProps {
  readonly example: Example;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function ExampleButton({ example, isOpen, onOpen }: ExampleButtonProps) {
  const descriptionId = useId();
  return (
    <>
      <button type="button" aria-describedby={descriptionId} aria-current={isOpen} onClick={onOpen}>
        {example.title}
      </button>
      <p id={descriptionId}>{example.description}</p>
    </>
  );
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5.5h2M4 12h2M4 18.5h2M9.5 5.5H20M9.5 12H20M9.5 18.5H20" strokeLinecap="round" />
    </svg>
  );
}
