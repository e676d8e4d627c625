/** The header with the token of the revision that a response was read from. In a request, the token of the revision to read. */
export const revisionHeader = 'tertium-revision';

/** The number and the token of a revision. */
export interface NamedRevision {
  readonly number: number;
  readonly token: string;
}
