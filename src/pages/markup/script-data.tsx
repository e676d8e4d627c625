import type { VNode } from 'preact';

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * Prints a value as JSON for a `<script>` element: without `<`, so that neither `</script>` nor `<!--` occurs in it.
 * The escapes are those of JSON, so the parsed value is equal.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/gu, (character) => escapes[character] ?? character);
}

/** Data in a `<script>` element. Browsers do not execute the element if `type` is a media type of data, such as `application/json`. */
export function ScriptData({ type, value }: { readonly type: string; readonly value: unknown }): VNode {
  return <script type={type} dangerouslySetInnerHTML={{ __html: scriptJson(value) }} />;
}
