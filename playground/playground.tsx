import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';

import { EditorOptions } from './editor-options.js';
import { examples } from './examples.js';
import { EXAMPLES_PLUGIN } from './examples-plugin.js';
import { fetchResult } from './fetch-result.js';
import favicon from './favicon.svg';
import { storage } from './storage.js';

// A constant, because GraphiQL initialises its panes again if this array or one of its objects changes.
const plugins = [EXAMPLES_PLUGIN, { ...explorerPlugin(), title: 'Explorer' }, HISTORY_PLUGIN];

// The pane of examples is open on the first visit. On later visits, GraphiQL restores its panes.
const isFirstVisit = !storage.getItem('graphiql:tabState');
const hasSpaceForPane = window.matchMedia('(min-width: 1000px)').matches;

/** GraphiQL for the API of Tertium, with a pane of examples, and with the first example in the editor. */
export function Playground() {
  return (
    <GraphiQL
      fetcher={fetchResult}
      plugins={plugins}
      storage={storage}
      defaultQuery={examples[0]?.document ?? ''}
      defaultEditorToolsVisibility={false}
      {...(isFirstVisit && hasSpaceForPane && { visiblePlugin: EXAMPLES_PLUGIN.title })}
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
