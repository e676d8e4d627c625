import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Names each editor for assistive technology: they all call themselves "Editor content". */
export function EditorNames() {
  const editors = useGraphiQL((state) => ({
    Operation: state.queryEditor,
    Variables: state.variableEditor,
    Headers: state.headerEditor,
    Answer: state.responseEditor,
  }));
  useEffect(() => {
    for (const [ariaLabel, editor] of Object.entries(editors)) {
      editor?.updateOptions({ ariaLabel });
    }
  }, [editors]);
  return null;
}
