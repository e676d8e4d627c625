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
  /** A concept, but for its claims. */
  concept(members: object, isFirst: boolean): string;
  readonly endOfConcept: string;
  /** A claim of the concept before it. */
  claim(members: object, isFirst: boolean): string;
  readonly endOfClaims: string;
}

/** Words stand on one line each: where lines are broken would depend on the library. */
const yamlOptions = { lineWidth: 0, blockQuote: false, aliasDuplicateObjects: false } as const;

function item(members: object, indent: string): string {
  const lines = stringify([members], yamlOptions).trimEnd().split('\n');
  return lines.map((line) => `${indent}${line}\n`).join('');
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
  claim: (members, isFirst) => (isFirst ? '    claims:\n' : '') + item(members, '      '),
  endOfClaims: '',
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
  // The bracket is closed once the claims have come.
  concept: (members, isFirst) =>
    `${isFirst ? '' : ','}\n    ${indented(members, '    ').replace(/\n {4}\}$/u, '')}`,
  endOfConcept: '\n    }',
  claim: (members, isFirst) =>
    `${isFirst ? ',\n      "claims": [' : ','}\n        ${indented(members, '        ')}`,
  endOfClaims: '\n      ]',
};
