import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';

import { EditorOptions } from './editor-options.js';
import { examples } from './examples.js';
import { EXAMPLES_PLUGIN } from './examples-plugin.js';
import { fetchAnswer } from './fetch-answer.js';
import favicon from './favicon.svg';
import { storage } from './storage.js';

// GraphiQL sets its panes up anew whenever one of these changes, so they are made once.
const plugins = [EXAMPLES_PLUGIN, { ...explorerPlugin(), title: 'Explorer' }, HISTORY_PLUGIN];

// A newcomer is shown the examples; who comes back finds the panes as they were left.
const isFirstVisit = !storage.getItem('graphiql:tabState');
const hasRoomForPane = window.matchMedia('(min-width: 1000px)').matches;

/** GraphiQL on our own API, with the examples at hand and the first of them in the editor. */
export function Playground() {
  return (
    <GraphiQL
      fetcher={fetchAnswer}
      plugins={plugins}
      storage={storage}
      defaultQuery={examples[0]?.document ?? ''}
      defaultEditorToolsVisibility={false}
      {...(isFirstVisit && hasRoomForPane && { visiblePlugin: EXAMPLES_PLUGIN.title })}
    >
      <GraphiQL.Logo>
        <h1 className="playground-name">
          <img src={favicon} alt="" />
          Tertium
        </h1>
      </GraphiQL.Logo>
      <EditorOptions />
    </GraphiQL>
  );
}
