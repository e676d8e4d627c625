/** The members that are null in a revision that the command line published without a changeset. */
export const withoutKey = {
  principal: null,
  onBehalfOf: null,
  model: null,
  changeset: null,
  publisher: null,
  publisherPrincipal: null,
} as const;
