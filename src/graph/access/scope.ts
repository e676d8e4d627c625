/**
 * The scopes of keys. No scope includes another. Each scope except `read` also permits seeing open changesets.
 *
 * - `read`: reads the published graph. Without `READ_ACCESS=keyed`, this needs no key.
 * - `propose`: opens, edits, submits and withdraws changesets, makes changesets from reverts and imports, and creates
 *   preview tokens.
 * - `review`: reviews submitted changesets.
 * - `publish`: publishes changesets.
 * - `admin`: reads the audit log.
 */
export const scopes = ['read', 'propose', 'review', 'publish', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Whether a text is the name of a scope. */
export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
