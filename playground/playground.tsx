import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';

import { EditorOptions } from './editor-options.js';
import { EXPLORER_PLUGIN } from './explorer/explorer-plugin.js';
import { examples } from './examples.js';
import { EXAMPLES_PLUGIN } from './examples-plugin.js';
import { fetchResult } from './fetch-result.js';
import favicon from './favicon.svg';
import { SCHEMA_OPERATION } from './hidden-fields.js';
import { ShareButtons } from './share/share-buttons.js';
import { sharedQuery } from './share/share-link.js';
import { SLUGS_PLUGIN } from './slugs/slugs-plugin.js';
import { storage } from './storage.js';
import { TabRoles } from './tab-roles.js';
import { ResponseView } from './table/response-view.js';

// A constant, because GraphiQL initialises its panes again if this array or one of its objects changes.
const plugins = [EXAMPLES_PLUGIN, EXPLORER_PLUGIN, SLUGS_PLUGIN, HISTORY_PLUGIN];

// On the first visit, the pane of examples is open if the window is wide enough. On later visits, GraphiQL restores its panes.
const isFirstVisit = !storage.getItem('graphiql:tabState');
// The query of a link, which is opened in a tab but not run.
const shared = sharedQuery(location.href);
const hasSpaceForPane = window.matchMedia('(min-width: 1000px)').matches;

/** GraphiQL for the API of Tertium, with panes for examples, the explorer and slugs. The default query is the first example. */
export function Playground() {
  return (
    <GraphiQL
      fetcher={fetchResult}
      plugins={plugins}
      storage={storage}
      defaultQuery={examples[0]?.document ?? ''}
      introspectionQueryName={SCHEMA_OPERATION}
      {...(shared && { initialQuery: shared.query, initialVariables: shared.variables })}
      defaultEditorToolsVisibility={shared !== null && shared.variables !== '' ? 'variables' : false}
      {...(isFirstVisit && hasSpaceForPane && { visiblePlugin: EXAMPLES_PLUGIN.title })}
    >
      <GraphiQL.Logo>
        <h1 className="playground-name">
          <img src={favicon} alt="" />
          Tertium
        </h1>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <ShareButtons />
          </>
        )}
      </GraphiQL.Toolbar>
      <EditorOptions />
      <TabRoles />
      <ResponseView />
    </GraphiQL>
  );
}
