import { useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

/** Colours of the dark theme. Monaco's own colours have too little contrast on the background of GraphiQL. */
const darkColors = {
  'editor.background': '#ffffff00',
  'scrollbar.shadow': '#ffffff00',
  'editorLineNumber.foreground': '#a3adbf',
  'editorHoverWidget.background': '#212a3b',
  'editorSuggestWidget.background': '#212a3b',
  'editorSuggestWidget.selectedBackground': '#ff579433',
  'editorSuggestWidget.selectedForeground': '#ff8fb8',
  'editorWidget.background': '#212a3b',
  'menu.background': '#212a3b',
  'quickInput.background': '#212a3b',
  focusBorder: '#ff5794',
};
const darkRules = [
  { token: 'comment', foreground: '8fbf7f' },
  { token: 'argument.identifier.gql', foreground: 'a9a5ff' },
];

/** Sets options of the editors, and colours of the dark theme. By GraphiQL's default, all editors have the name "Editor content", and long lines do not wrap. */
export function EditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    // Replaces GraphiQL's theme of this name.
    monaco?.editor.defineTheme('graphiql-DARK', {
      base: 'vs-dark',
      inherit: true,
      colors: darkColors,
      rules: darkRules,
    });
  }, [monaco]);
  const theme = useGraphiQL((state) => state.theme);
  useEffect(() => {
    // GraphiQL reads the colour scheme of the system only at the start.
    const isDark = window.matchMedia('(prefers-color-scheme: dark)');
    const update = (): void => {
      if (theme === null) monaco?.editor.setTheme(isDark.matches ? 'graphiql-DARK' : 'graphiql-LIGHT');
    };
    isDark.addEventListener('change', update);
    return () => isDark.removeEventListener('change', update);
  }, [monaco, theme]);
  useEffect(() => {
    queryEditor?.updateOptions({ ariaLabel: 'Query', wordWrap: 'on', wrappingIndent: 'indent' });
    variableEditor?.updateOptions({ ariaLabel: 'Variables' });
    headerEditor?.updateOptions({ ariaLabel: 'Headers' });
    responseEditor?.updateOptions({ ariaLabel: 'Response' });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
}
