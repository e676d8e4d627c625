import type { Session } from '../session/session.js';

/** Runs work in a transaction that writes changesets, keys or the audit log. A failure of the work rolls back the transaction. */
export type EditingWriter = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;
