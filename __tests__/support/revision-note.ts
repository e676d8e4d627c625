/** The members of a revision that the command line published, without a changeset. */
export const withoutKey = { principal: null, onBehalfOf: null, model: null, changeset: null } as const;
