import type { ChangesetOutcome } from '../../editing/operations/operator.js';
import type { EditingServices } from '../../editing/editing-services.js';
import type { Problem } from '../../editing/problem.js';
import type { EditResolution } from '../../editing/resolution.js';
import type { Actor, Changeset, ChangesetKind, ChangesetState } from '../../graph/ports/changesets.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { problemContent } from './content.js';
import type { ProblemType } from './problem.type.js';

/** A changeset with the fields of `ChangesetType`. The edits are resolved when a field first needs the resolution. */
export class LoadedChangeset {
  readonly stored: Changeset;
  readonly id: string;
  readonly version: number;
  readonly state: ChangesetState;
  readonly kind: ChangesetKind;
  readonly title: string;
  readonly author: Actor;
  readonly editCount: number;
  readonly baseRevision: number;
  readonly openedAt: string;
  readonly changedAt: string;
  readonly publishAt: string | null;
  readonly publicationProblems: readonly ProblemType[];
  readonly #services: EditingServices;
  readonly #published: GraphView | Error;
  #resolution: Promise<EditResolution> | null = null;

  /** @param published the view on which the edits are resolved, or the error if it could not be opened */
  constructor(stored: Changeset, services: EditingServices, published: GraphView | Error) {
    this.stored = stored;
    this.id = stored.id;
    this.version = stored.version;
    this.state = stored.state;
    this.kind = stored.kind;
    this.title = stored.title;
    this.author = stored.author;
    this.editCount = stored.edits;
    this.baseRevision = stored.base;
    this.openedAt = stored.openedAt;
    this.changedAt = stored.changedAt;
    this.publishAt = stored.publishAt;
    this.publicationProblems = (stored.problems as readonly Problem[]).map(problemContent);
    this.#services = services;
    this.#published = published;
  }

  /** Whether the changeset is neither published nor withdrawn. */
  get isOpen(): boolean {
    return this.state !== 'PUBLISHED' && this.state !== 'WITHDRAWN';
  }

  /** Returns the published view. @throws {Error} if the view could not be opened */
  expectPublished(): GraphView {
    if (this.#published instanceof Error) throw this.#published;
    return this.#published;
  }

  /** Returns the resolution of the edits on the published view. @throws {Error} if the view could not be opened */
  resolution(): Promise<EditResolution> {
    return (this.#resolution ??= this.#services.resolutions.of(this.expectPublished(), this.stored));
  }
}

/** Converts the outcome of an operation to a payload. @param published as for `LoadedChangeset` */
export function payloadOf(
  { changeset, problems }: ChangesetOutcome,
  services: EditingServices,
  published: GraphView | Error,
) {
  return {
    changeset: changeset && new LoadedChangeset(changeset, services, published),
    problems: problems.map(problemContent),
  };
}
