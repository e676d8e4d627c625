import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';

import { EditorOptions } from './editor-options.js';
import { examples } from './examples.js';
import { EXAMPLES_PLUGIN } from './examples-plugin.js';
import { fetchAnswer } from './fetch-answer.js';
import favicon from './favicon.svg';
import { storage } from './storage.js';

// Constants: GraphiQL sets its panes up again whenever the identity of one of these changes.
const plugins = [EXAMPLES_PLUGIN, { ...explorerPlugin(), title: 'Explorer' }, HISTORY_PLUGIN];

// The examples are open on the first visit. Later visits restore the panes.
const isFirstVisit = !storage.getItem('graphiql:tabState');
const hasRoomForPane = window.matchMedia('(min-width: 1000px)').matches;

/** GraphiQL with our API, the examples, and the first example in the editor. */
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
