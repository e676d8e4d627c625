/** The members of a revision that are null if the command line publishes a revision without a changeset. */
export const withoutKey = {
  principal: null,
  onBehalfOf: null,
  model: null,
  changeset: null,
  publisher: null,
  publisherPrincipal: null,
} as const;
