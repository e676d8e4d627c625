import { Lexer, Source, TokenKind } from 'graphql';
import { badUserInput } from '../../graph/errors.js';

/** How deep brackets of a document may be nested. Fields have a bound of their own, which is lower: `limits.depth`. */
export const deepestDocument = 64;
/** How deep lists and objects of a variable may be nested. No type of the schema needs more than a few. */
export const deepestVariable = 32;

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a document whose brackets are nested too deep, before it is parsed: parsers, validation rules and printers call themselves
 * for each level, and would fill the stack. What is no document is left to the parser.
 * @throws {TertiumError} BAD_USER_INPUT
 */
export function checkDocumentNesting(text: string): void {
  // Reading the tokens takes as long as parsing: most documents have too few brackets to be nested too deep.
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
 * Refuses variables that are nested too deep, before anything that has no bound calls itself for each level.
 * @param value as JSON gives it
 * @param name how the message names it
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

/** Whether lists and objects in a value are nested deeper than so many levels. */
function isDeeperThan(value: object, levels: number): boolean {
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const item of items) {
    if (typeof item !== 'object' || item === null) continue;
    if (levels === 0 || isDeeperThan(item, levels - 1)) return true;
  }
  return false;
}

/** @returns null at the end, and where the text is no token */
function nextKind(lexer: Lexer): string | null {
  try {
    const { kind } = lexer.advance();
    return kind === TokenKind.EOF ? null : kind;
  } catch {
    return null;
  }
}

const [brace, bracket, parenthesis] = [0x7b, 0x5b, 0x28];

function hasMoreBracketsThan(text: string, most: number): boolean {
  let found = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === brace || code === bracket || code === parenthesis) found += 1;
  }
  return found > most;
}
