import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request is asked by, beside its text. */
export type AskedBy = Pick<IncomingMessage, 'method' | 'headers'>;

/** What Apollo looks at to refuse a forged request, and to choose the type of its answer. */
export interface AskedHead {
  readonly method: string | undefined;
  readonly isPreflighted: boolean;
  readonly contentType: string;
  readonly accept: string;
}

/**
 * What a request asks, letter by letter: two requests with the same key get the same answer at the same
 * revision. Beside the document and its variables, it holds every header that Apollo looks at before it
 * answers, so that a request which Apollo refuses never has the key of one that it answers. What only decides which representation
 * of the answer is sent, and how (Accept-Encoding, If-None-Match, credentials), is no part of it.
 * @param text the body of a POST as it came; the URL of a GET
 */
export function exactKey(request: AskedBy, text: string): string {
  const { method, isPreflighted, contentType, accept } = headOf(request);
  // No header holds a line break, so parts cannot run into each other.
  return `${method}\n${isPreflighted}\n${contentType}\n${accept}\n${text}`;
}

/**
 * What a POST asks, however it is written: white space, the order of members, and what Apollo does not read
 * make no difference. @returns null where the body is none that Apollo answers
 * @param body the body as JSON tells it
 */
export function canonicalKey(request: AskedBy, body: unknown): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  const asked = canonicalJson([query, operationName, variables, extensions], deepest);
  if (asked === null) return null;
  return createHash('sha256').update(exactKey(request, asked)).digest('base64');
}

export function headOf({ method, headers }: AskedBy): AskedHead {
  return {
    // A HEAD asks for what a GET would be answered.
    method: method === 'HEAD' ? 'GET' : method,
    isPreflighted: Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']),
    contentType: headers['content-type'] ?? '',
    accept: headers.accept ?? '',
  };
}

/** Deeper variables are not looked into: a body of brackets would fill the stack. */
const deepest = 32;

/** JSON whose members are in the order of their names; null where JSON cannot tell it apart, or it is too deep. */
function canonicalJson(value: unknown, depth: number): string | null {
  // JSON reads 1e999 as Infinity, which it would write as null.
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (depth === 0) return null;
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      const part = canonicalJson(item, depth - 1);
      if (part === null) return null;
      parts.push(part);
    }
    return `[${parts.join()}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(members).sort()) {
    const part = canonicalJson(members[name], depth - 1);
    if (part === null) return null;
    parts.push(`${JSON.stringify(name)}:${part}`);
  }
  return `{${parts.join()}}`;
}
