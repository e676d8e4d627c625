import type { FastifyBaseLogger } from 'fastify';
import type { Rights } from '../../graph/access/rights.js';
import type { AuditDraft, AuditLog } from '../../graph/ports/access.js';
import type { AccessRefusal } from './access-error.js';

export interface AuditTrailOptions {
  readonly log: Pick<AuditLog, 'append'>;
  readonly logger: FastifyBaseLogger;
  /** How long refusals are collected before they are appended, in milliseconds. Default: 1,000. */
  readonly intervalMs?: number;
}

const defaultIntervalMs = 1_000;
/** From this number of entries in an interval on, equal refusals of one principal also become one entry. */
const maxSeparate = 1_000;

/**
 * Records refusals of requests (see `AccessRefusal`) in the audit log and in the log of the server. All entries of an interval are
 * appended in one transaction. In an interval, equal refusals of requests without a valid key become one entry with a count, so that such
 * requests add few entries. Writes are recorded in their transactions, not here.
 */
export class AuditTrail {
  readonly #options: AuditTrailOptions;
  #pending = new Map<string, AuditDraft>();
  #timer: NodeJS.Timeout | null = null;
  #appending: Promise<void> = Promise.resolve();

  constructor(options: AuditTrailOptions) {
    this.#options = options;
  }

  /** Records that a request was refused. */
  refused({ principal, requestId }: Rights, { action, reason, scope }: AccessRefusal): void {
    const isSeparate = principal !== null && this.#pending.size < maxSeparate;
    const key = JSON.stringify([principal?.id, action, reason, scope, isSeparate ? requestId : null]);
    const count = (this.#pending.get(key)?.count ?? 0) + 1;
    this.#pending.set(key, {
      principal: principal && { id: principal.id, name: principal.name },
      outcome: 'REFUSED',
      subject: null,
      code: reason,
      ...{ action, scope, requestId, count },
    });
    this.#timer ??= setTimeout(() => this.#flush(), this.#options.intervalMs ?? defaultIntervalMs).unref();
  }

  /** Appends the collected refusals. Resolves when they are stored, or when the failure is logged. */
  async close(): Promise<void> {
    this.#flush();
    await this.#appending;
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const entries = [...this.#pending.values()];
    if (entries.length === 0) return;
    this.#pending = new Map();
    const { log, logger } = this.#options;
    for (const entry of entries) logger.info({ audit: entry }, 'A request was refused.');
    this.#appending = this.#appending
      .then(() => log.append(entries))
      .catch((error: unknown) =>
        logger.error(
          { err: error, entries: entries.length },
          'Refusals could not be added to the audit log.',
        ),
      );
  }
}
