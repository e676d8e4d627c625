/* A plugin of Oxlint and ESLint with one rule, `language/plain-english`, which reports the phrases of phrases.js. */
import { findPhrases } from './phrases.js';

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */

/**
 * Finds the ranges of comments. Consecutive line comments share a range, because a phrase may continue on the next line.
 * @param {readonly { type: string, range?: [number, number] }[]} comments
 * @param {string} text of the file
 * @returns {readonly (readonly [start: number, end: number])[]}
 */
function rangesOfComments(comments, text) {
  /** @type {[number, number][]} */
  const ranges = [];
  let isLine = false;
  for (const { type, range: [start, end] = [0, 0] } of comments) {
    const last = ranges.at(-1);
    if (isLine && type === 'Line' && last && /^\n[^\S\n]*$/u.test(text.slice(last[1], start))) last[1] = end;
    else ranges.push([start, end]);
    isLine = type === 'Line';
  }
  return ranges;
}

/** Matches a code block in Markdown. Code blocks are not checked, because they contain code and output of programs. */
const codeBlock = /^ *```[^]*?^ *```$/gmu;

/** @type {RuleModule} */
const plainEnglish = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Plain technical English in comments, strings and documents.' },
    messages: { phrase: 'Plain English: "{{found}}". Instead: {{instead}}.' },
    schema: [
      {
        type: 'object',
        properties: {
          wholeText: { description: 'Check the text of the file, not its syntax.', type: 'boolean' },
        },
        additionalProperties: false,
      },
    ],
  },
  create(context) {
    const { sourceCode } = context;
    const { text } = sourceCode;
    /**
     * Reports the phrases in a range of the text.
     * @param {number} start
     * @param {number} end
     */
    const check = (start, end) => {
      for (const { index, found, instead } of findPhrases(text.slice(start, end))) {
        const loc = {
          start: sourceCode.getLocFromIndex(start + index),
          end: sourceCode.getLocFromIndex(start + index + found.length),
        };
        context.report({
          loc,
          messageId: 'phrase',
          data: { found: found.replace(/[\s*/]+/gu, ' '), instead },
        });
      }
    };
    if (context.options[0]?.wholeText) {
      return {
        'Program:exit'() {
          let start = 0;
          for (const block of text.matchAll(codeBlock)) {
            check(start, block.index);
            start = block.index + block[0].length;
          }
          check(start, text.length);
        },
      };
    }
    /** @param {{ range?: [number, number] }} node */
    const checkNode = ({ range }) => range && check(...range);
    return {
      Program() {
        for (const range of rangesOfComments(sourceCode.getAllComments(), text)) check(...range);
      },
      Literal: (node) => typeof node.value === 'string' && checkNode(node),
      TemplateElement: checkNode,
      JSXText: checkNode,
    };
  },
};

// Oxlint requires a default export.
export default { meta: { name: 'language' }, rules: { 'plain-english': plainEnglish } };

/**
 * A parser for documents. Returns a program without statements, because the rule checks only the text. HTML comments become comments of
 * the program, so that `<!-- eslint-disable language/plain-english -->` works.
 */
export const documentParser = {
  /** @param {string} text */
  parseForESLint(text) {
    const lines = text.split('\n');
    /** @type {(index: number) => { line: number, column: number }} */
    const locate = (index) => {
      const before = text.slice(0, index).split('\n');
      return { line: before.length, column: before.at(-1)?.length ?? 0 };
    };
    const comments = [...text.matchAll(/<!--([^]*?)-->/gu)].map((match) => {
      const range = [match.index, match.index + match[0].length];
      return {
        type: 'Block',
        value: match[1],
        range,
        loc: { start: locate(range[0] ?? 0), end: locate(range[1] ?? 0) },
      };
    });
    const loc = {
      start: { line: 1, column: 0 },
      end: { line: lines.length, column: lines.at(-1)?.length ?? 0 },
    };
    const ast = {
      type: 'Program',
      sourceType: 'module',
      body: [],
      tokens: [],
      comments,
      range: [0, text.length],
      loc,
    };
    return { ast, visitorKeys: { Program: [] } };
  },
};
