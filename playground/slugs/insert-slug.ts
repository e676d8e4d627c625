import type { MonacoEditor } from '@graphiql/react';

/** Inserts a slug at the cursor, or in place of the selected text. Adds quotes unless the cursor is inside a string. */
export function insertSlug(editor: MonacoEditor, slug: string): void {
  const selection = editor.getSelection();
  const model = editor.getModel();
  if (!selection || !model) return;
  const line = model.getLineContent(selection.startLineNumber);
  const isInString = hasOpenString(line.slice(0, selection.startColumn - 1));
  editor.executeEdits('slug', [
    { range: selection, text: isInString ? slug : `"${slug}"`, forceMoveMarkers: true },
  ]);
  editor.pushUndoStop();
}

/** Whether the text of a line before the cursor ends inside a string. Quotes in comments do not start a string. */
export function hasOpenString(text: string): boolean {
  let isOpen = false;
  for (let index = 0; index < text.length; index++) {
    if (isOpen && text[index] === '\\') index++;
    else if (text[index] === '"') isOpen = !isOpen;
    else if (!isOpen && text[index] === '#') return false;
  }
  return isOpen;
}
