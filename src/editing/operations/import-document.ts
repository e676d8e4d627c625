import {
  defaultReadingOptions,
  type ImportInput,
  type InputReport,
  type OptionWords,
  type SubjectsOption,
} from '../../formats/import/import-format.js';
import type { ImportFormatName } from '../../formats/import-format-descriptions.js';
import { importFormats } from '../../formats/import-formats.js';
import { TertiumError } from '../../graph/errors.js';
import type { KeptEdits } from '../../graph/ports/writing.js';
import { digest } from '../../graph/identity.js';
import { baseEdits } from '../base-edits.js';
import { maxGeneratedEdits } from '../editing-limits.js';
import type { EditingServices } from '../editing-services.js';
import { importEdits, type EffectiveChange } from '../import-edits.js';
import { problemOf } from '../problem.js';
import { publishedView } from './changeset-edits.js';
import { openOnce } from './open-changeset.js';
import type { ChangesetOutcome, Operator } from './operator.js';
import { outcomeOf, Refusal, refusal } from './refusal.js';

export interface ImportRequest {
  readonly title: string;
  readonly name: string;
  readonly format: ImportFormatName;
  readonly content: Uint8Array;
  /** The slug of the source whose claims the document states; null to find the source. */
  readonly source: string | null;
  /** The subjects that the document compares; null to detect them. */
  readonly subjects: SubjectsOption | null;
}

export interface ImportOutcome extends ChangesetOutcome {
  /** Null for a repetition, and if the import was refused before the document was read. */
  readonly report: InputReport | null;
  /** The edits and erasures because of which the import did not change a concept, claim or text. */
  readonly kept: KeptEdits;
}

/** Imports a document into a new changeset. */
export async function importDocument(
  services: EditingServices,
  { content, ...request }: ImportRequest,
  by: Operator,
): Promise<ImportOutcome> {
  let report: InputReport | null = null;
  let kept: KeptEdits = { count: 0, items: [] };
  const input = { ...request, content: digest(Buffer.from(content).toString('base64')) };
  const outcome = await outcomeOf(services, null, () =>
    openOnce(services, 'importIntoChangeset', input, by, async () => {
      const { name, format, source, subjects } = request;
      const inputs: readonly ImportInput[] = [{ name, bytes: chunksOf(content) }];
      const reading = importFormats[format](inputs, services.store.reader, {
        ...defaultReadingOptions,
        words: memberWords,
        inThread: true,
        source,
        subjects,
      });
      const changes: EffectiveChange[] = [];
      try {
        // A rehearsal follows the rules of imports, which do not undo the changes of editors.
        ({ kept } = await services.store.rehearse(
          reading.changes,
          { author: by.actor.name, message: request.title, origin: 'IMPORT' },
          { onChange: (change) => void (change.type === 'completeSource' || changes.push(change)) },
        ));
        [report = null] = reading.reports();
        const edits = importEdits(changes);
        if (edits.length > maxGeneratedEdits) {
          throw refusal('LIMIT_EXCEEDED', {
            path: ['content'],
            expected: `a document of ${maxGeneratedEdits} edits at most`,
            got: String(edits.length),
          });
        }
        const view = await publishedView(services.store.reader);
        return { kind: 'IMPORT', title: request.title, edits: await baseEdits(view, edits, 1) };
      } catch (error) {
        [report = null] = reading.reports();
        throw refusedDocument(error);
      }
    }),
  );
  return { ...outcome, report, kept };
}

/**
 * The names of the input members of `importIntoChangeset`, for messages. `outcomes` is null because the report of the
 * mutation has only totals.
 */
const memberWords: OptionWords = Object.freeze({
  subjectNames: '`subjectNames`',
  subjects: '`subjects: ROWS` or `subjects: COLUMNS`',
  format: '`format`',
  outcomes: null,
});

async function* chunksOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

/** Converts an error that the document causes to a refusal. @returns every other error unchanged */
function refusedDocument(error: unknown): unknown {
  if (!(error instanceof TertiumError)) return error;
  const isAboutDocument = ['INVALID_DOCUMENT', 'BAD_USER_INPUT', 'NOT_FOUND'].includes(error.code);
  if (!isAboutDocument) return error;
  return new Refusal([problemOf('INVALID_DOCUMENT', { path: ['content'], message: error.message })]);
}
