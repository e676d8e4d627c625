import { Kind, Lexer, parse, Source, TokenKind, visit, type DocumentNode } from 'graphql';
import { badUserInput } from '../../graph/errors.js';
import { limitExceeded } from './limit-exceeded.js';
import type { Limits } from './limits.js';

/** The maximum nesting of brackets in a document. The nesting of fields has a separate limit: `limits.depth`. */
export const maxDocumentNesting = 64;

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Rejects documents whose parsing or validation would take too long or recurse too deeply: neither can be interrupted. Parsers and printers
 * recurse for each level of brackets, and validation compares pairs of fields with the same response name. Syntax errors are left to the parser.
 * @throws {TertiumError} LIMIT_EXCEEDED for too many tokens or pairs of fields; BAD_USER_INPUT for brackets that are nested too deeply
 */
export function checkDocument(text: string, limits: Pick<Limits, 'tokens' | 'fieldPairs'>): void {
  checkNesting(text);
  // The length is an upper bound of the number of tokens, and of the number of fields.
  if (text.length > limits.tokens) checkTokens(text, limits.tokens);
  if (text.length > maxFieldsFor(limits.fieldPairs)) checkFieldPairs(text, limits);
}

function checkNesting(text: string): void {
  // Most documents have so few brackets that they need not be lexed.
  if (!hasMoreBracketsThan(text, maxDocumentNesting)) return;
  let depth = 0;
  for (const kind of tokenKinds(text)) {
    if (opening.has(kind)) depth += 1;
    else if (closing.has(kind)) depth -= 1;
    if (depth > maxDocumentNesting) {
      throw badUserInput(
        `query: expected selections, lists and objects nested ${maxDocumentNesting} levels deep at most, got more. ` +
          'Use fewer levels, or pass values as variables.',
        { argument: 'query' },
      );
    }
  }
}

function checkTokens(text: string, atMost: number): void {
  let count = 0;
  for (const kind of tokenKinds(text)) if (kind !== TokenKind.COMMENT) count += 1;
  if (count > atMost) throw limitExceeded('tokens', atMost, count);
}

function checkFieldPairs(text: string, { tokens, fieldPairs }: Pick<Limits, 'tokens' | 'fieldPairs'>): void {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true, maxTokens: tokens });
  } catch {
    return;
  }
  const pairs = countFieldPairs(document);
  if (pairs > fieldPairs) throw limitExceeded('fieldPairs', fieldPairs, pairs);
}

/**
 * Counts the pairs of fields with the same response name in a document. The rule "Field Selection Merging" of the GraphQL specification compares
 * such pairs.
 */
export function countFieldPairs(document: DocumentNode): number {
  const counts = new Map<string, number>();
  visit(document, {
    [Kind.FIELD]({ alias, name }) {
      const key = (alias ?? name).value;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  });
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}

/** Returns the maximum number of fields that have at most `pairs` pairs, even if all have the same response name. */
function maxFieldsFor(pairs: number): number {
  return Math.floor((1 + Math.sqrt(1 + 8 * pairs)) / 2);
}

/** Yields the kinds of the tokens, up to the end of the text or the first text that is not a token. */
function* tokenKinds(text: string): Generator<TokenKind, void> {
  const lexer = new Lexer(new Source(text));
  for (;;) {
    let kind: TokenKind;
    try {
      ({ kind } = lexer.advance());
    } catch {
      return;
    }
    if (kind === TokenKind.EOF) return;
    yield kind;
  }
}

const [brace, bracket, parenthesis] = [0x7b, 0x5b, 0x28];

function hasMoreBracketsThan(text: string, limit: number): boolean {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === brace || code === bracket || code === parenthesis) count += 1;
  }
  return count > limit;
}
