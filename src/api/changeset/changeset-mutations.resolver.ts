import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import {
  reviewChangeset,
  scheduleChangeset,
  submitChangeset,
  withdrawChangeset,
} from '../../editing/operations/change-state.js';
import { createPreviewToken } from '../../editing/operations/create-preview-token.js';
import { editChangeset } from '../../editing/operations/edit-changeset.js';
import { importDocument } from '../../editing/operations/import-document.js';
import { openChangeset } from '../../editing/operations/open-changeset.js';
import type { ChangesetOutcome, Operator } from '../../editing/operations/operator.js';
import { publishChangeset } from '../../editing/operations/publish-changeset.js';
import { revertRevision } from '../../editing/operations/revert-revision.js';
import type { EditingServices } from '../../editing/editing-services.js';
import type { Problem } from '../../editing/problem.js';
import type { ImportFormatName } from '../../formats/import-format-descriptions.js';
import type { InputReport } from '../../formats/import/import-format.js';
import { outcomes } from '../../formats/import/import-report.js';
import type { KeptEdits } from '../../graph/ports/writing.js';
import type { RequestContext } from '../request/context.js';
import { ChangesetPayload, PreviewTokenPayload } from './changeset.type.js';
import { ImportChangesetPayload, type ImportReportType } from './import-report.type.js';
import { payloadOf } from './loaded-changeset.js';
import {
  CreatePreviewTokenInput,
  EditChangesetInput,
  ImportIntoChangesetInput,
  OpenChangesetInput,
  PublishChangesetInput,
  RevertRevisionInput,
  ReviewChangesetInput,
  SubmitChangesetInput,
  WithdrawChangesetInput,
} from './mutation-input.type.js';
import { editingOf, operatorOf } from './operators.js';
import { readEdits } from './read-edits.js';

const subjectsOptions = { ROWS: 'rows', COLUMNS: 'columns' } as const;

type Input = Parameters<typeof operatorOf>[2] & { readonly id?: string };

@Resolver()
export class ChangesetMutations {
  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, { description: 'Opens a changeset. Needs the scope `propose`.' })
  openChangeset(
    @Arg('input', () => OpenChangesetInput, { description: 'The changeset.' }) input: OpenChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    const { edits, problems } = readEdits(input.edits, (index) => ['edits', index]);
    return payload(context, 'openChangeset', input, problems, (services, by) =>
      openChangeset(services, { title: input.title, edits }, by),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, {
    description:
      'Adds, replaces, removes and confirms edits of a changeset that is OPEN, SUBMITTED or APPROVED, and returns it to OPEN. Needs the scope `propose`.',
  })
  editChangeset(
    @Arg('input', () => EditChangesetInput, { description: 'The changes.' }) input: EditChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    const added = readEdits(input.add, (index) => ['add', index]);
    const replacing = readEdits(
      input.replace.map(({ edit }) => edit),
      (index) => ['replace', index, 'edit'],
    );
    const problems = [...added.problems, ...replacing.problems];
    return payload(context, 'editChangeset', input, problems, (services, by) =>
      editChangeset(
        services,
        {
          ...targetOf(input),
          add: added.edits,
          replace: replacing.edits.map((edit, index) => ({
            ...edit,
            number: input.replace[index]?.number ?? 0,
          })),
          remove: input.remove,
          rebase: input.rebase,
        },
        by,
      ),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, {
    description:
      'Submits a changeset for review. An APPROVED or SCHEDULED changeset loses its approval. Needs the scope `propose`.',
  })
  submitChangeset(
    @Arg('input', () => SubmitChangesetInput, { description: 'The changeset.' }) input: SubmitChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    return payload(context, 'submitChangeset', input, [], (services, by) =>
      submitChangeset(services, targetOf(input), by),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, {
    description:
      'Approves a SUBMITTED changeset, or requests changes of a SUBMITTED or APPROVED changeset. Needs the scope `review`.',
  })
  reviewChangeset(
    @Arg('input', () => ReviewChangesetInput, { description: 'The review.' }) input: ReviewChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    const { verdict, comment } = input;
    const edits = input.edits.map((each) => ({
      edit: each.edit,
      verdict: each.verdict,
      comment: each.comment ?? null,
    }));
    return payload(context, 'reviewChangeset', input, [], (services, by) =>
      reviewChangeset(services, { ...targetOf(input), verdict, comment: comment ?? null, edits }, by),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, {
    description:
      'Publishes an APPROVED or SCHEDULED changeset as one revision, now or at a given time. If it is published now, the next request reads the new revision. Needs the scope `publish`.',
  })
  publishChangeset(
    @Arg('input', () => PublishChangesetInput, { description: 'The changeset.' })
    input: PublishChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    const { publishAt } = input;
    return payload(context, 'publishChangeset', input, [], (services, by) =>
      typeof publishAt === 'string'
        ? scheduleChangeset(services, { ...targetOf(input), publishAt }, by, new Date().toISOString())
        : publishChangeset(services, targetOf(input), by),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, {
    description:
      'Withdraws a changeset that is neither published nor withdrawn: it cannot be edited or published any more. Needs the scope `propose`.',
  })
  withdrawChangeset(
    @Arg('input', () => WithdrawChangesetInput, { description: 'The changeset.' })
    input: WithdrawChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    return payload(context, 'withdrawChangeset', input, [], (services, by) =>
      withdrawChangeset(services, targetOf(input), by),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ChangesetPayload, {
    description:
      'Opens a changeset that undoes a revision of any age, or some of its changes. The changeset is reviewed like any other. Needs the scope `propose`.',
  })
  revertRevision(
    @Arg('input', () => RevertRevisionInput, { description: 'The revision.' }) input: RevertRevisionInput,
    @Ctx() context: RequestContext,
  ) {
    const { revision, ids, title } = input;
    return payload(context, 'revertRevision', input, [], (services, by) =>
      revertRevision(services, { revision, ids: ids ?? null, title: title ?? null }, by),
    );
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => ImportChangesetPayload, {
    description: 'Imports a document into a new changeset. Needs the scope `propose`.',
  })
  async importIntoChangeset(
    @Arg('input', () => ImportIntoChangesetInput, { description: 'The document.' })
    input: ImportIntoChangesetInput,
    @Ctx() context: RequestContext,
  ) {
    const { title, name, content, source, subjects, subjectNames } = input;
    const format = input.format.toLowerCase() as ImportFormatName;
    let report: ImportReportType | null = null;
    const result = await payload(context, 'importIntoChangeset', input, [], async (services, by) => {
      const bytes = Buffer.from(content, format === 'xlsx' ? 'base64' : 'utf8');
      const imported = await importDocument(
        services,
        {
          ...{ title, name, format, content: bytes },
          source: source ?? null,
          subjects: subjectNames ?? (subjects ? subjectsOptions[subjects] : null),
        },
        by,
      );
      report = imported.report && reportOf(imported.report, imported.kept);
      return imported;
    });
    return { ...result, report };
  }

  @Directive('@tag(name: "authoring")')
  @Mutation(() => PreviewTokenPayload, {
    description:
      'Creates a token that shows one changeset to people without a key. Needs the scope `propose`.',
  })
  async createPreviewToken(
    @Arg('input', () => CreatePreviewTokenInput, { description: 'The changeset.' })
    input: CreatePreviewTokenInput,
    @Ctx() context: RequestContext,
  ) {
    const { id, hours } = input;
    let created: { token: string | null; expiresAt: string | null } = { token: null, expiresAt: null };
    const result = await payload(context, 'createPreviewToken', input, [], async (services, by) => {
      const outcome = await createPreviewToken(services, { id, hours }, by, new Date());
      created = { token: outcome.token, expiresAt: outcome.expiresAt };
      return outcome;
    });
    return { ...result, ...created };
  }
}

function targetOf({ id, expectedVersion }: { id: string; expectedVersion?: number | null }) {
  return { id, expectedVersion: expectedVersion ?? null };
}

/**
 * Performs a mutation, unless its input has problems. Records a refusal in the audit log. The payload reads the view that is published after
 * the mutation. If this view cannot be opened, a mutation that is done returns the changeset; only the fields that read the view fail.
 */
async function payload(
  context: RequestContext,
  action: string,
  input: Input,
  problems: readonly Problem[],
  operate: (services: EditingServices, by: Operator) => Promise<ChangesetOutcome>,
) {
  const services = editingOf(context);
  const by = operatorOf(context, action, input);
  const outcome =
    problems.length > 0 ? await refused(services, input, problems) : await operate(services, by);
  const [problem] = outcome.problems;
  if (problem && by.audit) {
    const subject = outcome.changeset?.id ?? null;
    await services.store.audit.append([{ ...by.audit, outcome: 'REFUSED', code: problem.code, subject }]);
  }
  try {
    await context.reopen();
  } catch (error) {
    if (problem || !(error instanceof Error)) throw error;
    return payloadOf(outcome, services, error);
  }
  return payloadOf(outcome, services, context.published.view);
}

async function refused(
  { store }: EditingServices,
  { id }: Input,
  problems: readonly Problem[],
): Promise<ChangesetOutcome> {
  const [changeset = null] = id === undefined ? [] : await store.changesets.load([id]);
  return { changeset, problems };
}

function reportOf({ name, report, warnings }: InputReport, kept: KeptEdits): ImportReportType {
  const { coverage, shares, totals, cells } = report;
  return {
    name,
    coverage,
    certain: shares.certain,
    guessed: shares.guessed,
    notUnderstood: shares.notUnderstood,
    totals: outcomes.map((outcome) => ({ outcome, ...totals[outcome] })),
    cells,
    warnings: warnings.map(({ kind, line, message }) => ({ kind, line, message })),
    keptCount: kept.count,
    kept: kept.items.map(({ id, edit, by, revision, proposes }) => ({
      keptId: id,
      reason: edit,
      replacedBy: by,
      editedAt: revision,
      isChangedBySource: proposes !== null,
    })),
  };
}
