import { changesetScopes } from '../../graph/access/rights.js';
import type { Scope } from '../../graph/access/scope.js';

/** The scopes of each mutation, by canonical name. A request needs one of the scopes. */
export const mutationScopes: Readonly<Record<string, readonly Scope[]>> = {
  openChangeset: ['propose'],
  editChangeset: ['propose'],
  submitChangeset: ['propose'],
  withdrawChangeset: ['propose'],
  revertRevision: ['propose'],
  importIntoChangeset: ['propose'],
  createPreviewToken: ['propose'],
  reviewChangeset: ['review'],
  publishChangeset: ['publish'],
};

/** The scopes of each query field that needs a scope whatever its arguments are, by canonical name. A request needs one of the scopes. */
export const queryScopes: Readonly<Record<string, readonly Scope[]>> = {
  changeset: changesetScopes,
  changesets: changesetScopes,
  audit: ['admin'],
};

/** The argument of root fields that lists the open changesets of the view. */
export const changesetsArgument = 'with';
