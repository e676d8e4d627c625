/**
 * Copies a text. If the browser supports `ClipboardItem`, the copy starts while the text is still loading, because browsers allow copies only shortly
 * after a click.
 * @throws {Error} if the page or the browser forbids the copy, or the text cannot be loaded
 */
export async function copyText(text: Promise<string>): Promise<void> {
  const { clipboard } = navigator as Partial<Navigator>;
  if (!clipboard) throw new Error('This page cannot use the clipboard.');
  if (typeof ClipboardItem === 'undefined') {
    await clipboard.writeText(await text);
    return;
  }
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  await clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
