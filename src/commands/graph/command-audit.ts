import type { AuditDraft } from '../../graph/ports/access.js';
import { commandLine } from '../../graph/access/rights.js';

/** Creates the entry of the audit log for a command. @param author the author that the command names */
export function commandAudit(action: string, author = 'tertium'): AuditDraft {
  const { principal, requestId } = commandLine(author);
  return {
    principal: principal && { id: principal.id, name: author },
    action,
    outcome: 'DONE',
    code: null,
    scope: null,
    subject: null,
    requestId,
    count: 1,
  };
}
