import { Composer, type CST, LineCounter, Parser, type Document } from 'yaml';
import type { DocumentFile } from '../input/document-files.js';
import { DocumentPart, printJson } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';
import { YamlLocations } from './yaml-locations.js';
import { YamlReader } from './yaml-reader.js';

/** The maximum nesting depth of a document. The composer of the library overflows the stack at a few thousand levels. */
const depthLimit = 32;

/**
 * Parses a text as one YAML 1.2 document with the core schema. Among the problems are tags of other schemas,
 * repeated keys, and aliases that expand to more than 10,000 values. The time is linear in the length of the text.
 * @returns null if there are problems, which are added to `problems`
 */
export function parseYaml(
  { name, text }: DocumentFile,
  problems: ProblemList,
): DocumentPart<YamlLocations> | null {
  const lines = new LineCounter();
  const report = (offset: number, expected: string, actual: string): null => {
    const { line, col } = lines.linePos(offset);
    problems.addProblem({ file: name, line: Math.max(line, 1), column: Math.max(col, 1), expected, actual });
    return null;
  };

  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = tokenBelow(tokens, depthLimit);
  if (tooDeep) return report(tooDeep.offset, `${depthLimit} levels at most`, 'more');

  const composer = new Composer({
    schema: 'core',
    resolveKnownTags: false,
    // `YamlReader` checks for repeated keys, because the check of the library takes quadratic time.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  if (!document) throw new TypeError('The YAML library returned no document.');
  // A single mistake can cause many errors. Only the first error is reported, because it is the most
  // helpful.
  const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error) {
    return report(error.pos[0], `well-formed YAML (${error.message})`, printJson(lineOf(text, error.pos[0])));
  }
  if (second) return report(second.range[0], 'one document in a file', 'a second document');

  const reader = new YamlReader(report);
  const root = document.contents;
  const value = reader.read(root);
  if (reader.hasFailed) return null;
  return new DocumentPart(new YamlLocations(name, root, lines, reader.targets), [], value);
}

/**
 * Finds a token that is nested deeper than a limit. Traverses the tokens without recursion, because deep
 * nesting would overflow the stack.
 */
function tokenBelow(tokens: readonly CST.Token[], limit: number): CST.Token | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limit) return token;
    if ('value' in token && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items as CST.CollectionItem[]) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).trim();
}
