import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Editor options that GraphiQL does not set. By default, all editors have the name "Editor content", and long lines do not wrap. */
export function EditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));
  useEffect(() => {
    queryEditor?.updateOptions({ ariaLabel: 'Query', wordWrap: 'on', wrappingIndent: 'indent' });
    variableEditor?.updateOptions({ ariaLabel: 'Variables' });
    headerEditor?.updateOptions({ ariaLabel: 'Headers' });
    responseEditor?.updateOptions({ ariaLabel: 'Response' });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
}
