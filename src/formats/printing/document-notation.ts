import { stringify } from 'yaml';

/** How the parts of a document are written, one after the other, as they come. */
export interface DocumentNotation {
  /** All of a document that holds nothing. */
  readonly empty: string;
  readonly start: string;
  readonly end: string;
  /** The head of a list of concepts. */
  list(key: string, isFirst: boolean): string;
  readonly endOfList: string;
  /** A concept, but for its claims and texts. */
  concept(members: object, isFirst: boolean): string;
  readonly endOfConcept: string;
  /** A claim or a text of the concept before it. */
  part(list: 'claims' | 'texts', members: object, isFirst: boolean): string;
  readonly endOfParts: string;
}

/**
 * Words stand on one line each: where lines are broken would depend on the library, which loses white space of
 * texts in double quotes that it breaks.
 */
const yamlOptions = {
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
  aliasDuplicateObjects: false,
} as const;

function item(members: object, indent: string): string {
  const lines = stringify([members], yamlOptions).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '\n' : `${indent}${line}\n`)).join('');
}

/** YAML 1.2, in blocks. */
export const yamlNotation: DocumentNotation = {
  empty: '{}\n',
  start: '',
  end: '',
  list: (key, isFirst) => `${isFirst ? '' : '\n'}${key}:\n`,
  endOfList: '',
  concept: (members, isFirst) => (isFirst ? '' : '\n') + item(members, '  '),
  endOfConcept: '',
  part: (list, members, isFirst) => (isFirst ? `    ${list}:\n` : '') + item(members, '      '),
  endOfParts: '',
};

function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

/** JSON, each member on a line of its own. */
export const jsonNotation: DocumentNotation = {
  empty: '{}\n',
  start: '{',
  end: '\n}\n',
  list: (key, isFirst) => `${isFirst ? '' : ','}\n  "${key}": [`,
  endOfList: '\n  ]',
  // The bracket is closed once the claims or texts have come.
  concept: (members, isFirst) =>
    `${isFirst ? '' : ','}\n    ${indented(members, '    ').replace(/\n {4}\}$/u, '')}`,
  endOfConcept: '\n    }',
  part: (list, members, isFirst) =>
    `${isFirst ? `,\n      "${list}": [` : ','}\n        ${indented(members, '        ')}`,
  endOfParts: '\n      ]',
};
