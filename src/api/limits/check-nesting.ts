import { Lexer, Source, TokenKind } from 'graphql';
import { badUserInput } from '../../graph/errors.js';

/** The maximum nesting of brackets in a document. Nested fields have a lower limit: `Limits.depth`. */
export const deepestDocument = 64;
/** The maximum nesting of lists and objects in a variable. The types of the schema need only a few levels. */
export const deepestVariable = 32;

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Rejects a document with too deeply nested brackets before it is parsed: parsers, validation rules and printers are recursive, and the stack
 * could overflow. The parser reports other syntax errors.
 * @throws {TertiumError} BAD_USER_INPUT
 */
export function checkDocumentNesting(text: string): void {
  // The lexer takes as long as parsing, and most documents do not have enough brackets to exceed the bound.
  if (!hasMoreBracketsThan(text, deepestDocument)) return;
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (;;) {
    const kind = nextKind(lexer);
    if (kind === null) return;
    if (opening.has(kind)) depth += 1;
    else if (closing.has(kind)) depth -= 1;
    if (depth > deepestDocument) {
      throw badUserInput(
        `query: expected selections, lists and objects nested ${deepestDocument} levels deep at most, got more. ` +
          'Use fewer levels, or pass values as variables.',
        { argument: 'query' },
      );
    }
  }
}

/**
 * Rejects variables that are nested too deep, before recursive functions without a bound read them.
 * @param value parsed from JSON
 * @param name for the message
 * @throws {TertiumError} BAD_USER_INPUT
 */
export function checkValueNesting(value: object, name: string): void {
  if (!isDeeperThan(value, deepestVariable)) return;
  throw badUserInput(
    `${name}: expected lists and objects nested ${deepestVariable} levels deep at most, got more. ` +
      'No argument takes a value that is nested so deep.',
    { argument: name },
  );
}

/** Whether lists and objects in a value are nested more than `levels` deep. */
function isDeeperThan(value: object, levels: number): boolean {
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const item of items) {
    if (typeof item !== 'object' || item === null) continue;
    if (levels === 0 || isDeeperThan(item, levels - 1)) return true;
  }
  return false;
}

/** @returns null at the end, and for text that is not a token */
function nextKind(lexer: Lexer): string | null {
  try {
    const { kind } = lexer.advance();
    return kind === TokenKind.EOF ? null : kind;
  } catch {
    return null;
  }
}

const [brace, bracket, parenthesis] = [0x7b, 0x5b, 0x28];

function hasMoreBracketsThan(text: string, count: number): boolean {
  let found = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === brace || code === bracket || code === parenthesis) found += 1;
  }
  return found > count;
}
