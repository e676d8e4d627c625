import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { Kind, parse } from 'graphql';

import type { Example } from './examples.js';

/**
 * Returns a function that opens an example: in the tab that already contains the example, in the current tab if this tab is empty, or in a new
 * tab.
 */
export function useOpenExample(): (example: Example) => void {
  const actions = useGraphiQLActions();
  const { queryEditor, responseEditor, tabs, activeTabIndex } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    responseEditor: state.responseEditor,
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
  }));

  return ({ document }) => {
    if (!queryEditor) {
      return;
    }
    if (queryEditor.getValue() !== document) {
      const tabIndex = tabs.findIndex((tab, index) => tab.query === document && index !== activeTabIndex);
      if (tabIndex >= 0) {
        actions.changeTab(tabIndex);
      } else {
        if (queryEditor.getValue().trim() !== '') {
          actions.addTab();
        }
        queryEditor.setValue(document);
        responseEditor?.setValue('');
      }
      // The editor reports a change to GraphiQL only after a delay. A run before the report would send the
      // name of the previous operation.
      const documentAST = parse(document);
      const operations = documentAST.definitions.filter(
        (definition) => definition.kind === Kind.OPERATION_DEFINITION,
      );
      const operationName = operations[0]?.name?.value ?? '';
      actions.setOperationFacts({ documentAST, operations, operationName });
      actions.updateActiveTabValues({ query: document, operationName, response: null });
    }
    // Focuses the container of the editor: the Tab key then moves the focus to the run button, and the Enter key moves it into the text.
    queryEditor.getContainerDomNode().focus();
  };
}
