/**
 * Tests of the suite that cannot apply, by their names, with the reason.
 * @type {Readonly<Record<string, string>>}
 */
export const notApplicable = {};
