import { stringify } from 'yaml';

/** The syntax in which a graph document is printed as a stream. */
export interface DocumentNotation {
  /** A complete document without concepts. */
  readonly empty: string;
  readonly start: string;
  readonly end: string;
  /** The start of a list of concepts. */
  list(key: string, isFirst: boolean): string;
  readonly endOfList: string;
  /** A concept without its claims and texts. */
  concept(members: object, isFirst: boolean): string;
  readonly endOfConcept: string;
  /** A claim or text of the last concept. @param isFirst whether it is the first in its list */
  part(list: 'claims' | 'texts', members: object, isFirst: boolean): string;
  readonly endOfParts: string;
}

/**
 * Options that print each text on one line, and no aliases. Otherwise the library breaks long texts: the breaks depend on
 * the version of the library, and breaks in double-quoted texts lose white space.
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

/** YAML 1.2 in block style. */
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

function indentJson(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

/** JSON with each member on its own line. */
export const jsonNotation: DocumentNotation = {
  empty: '{}\n',
  start: '{',
  end: '\n}\n',
  list: (key, isFirst) => `${isFirst ? '' : ','}\n  "${key}": [`,
  endOfList: '\n  ]',
  // `endOfConcept` closes the brace, after the claims or texts.
  concept: (members, isFirst) =>
    `${isFirst ? '' : ','}\n    ${indentJson(members, '    ').replace(/\n {4}\}$/u, '')}`,
  endOfConcept: '\n    }',
  part: (list, members, isFirst) =>
    `${isFirst ? `,\n      "${list}": [` : ','}\n        ${indentJson(members, '        ')}`,
  endOfParts: '\n      ]',
};
