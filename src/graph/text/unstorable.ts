/** What not every database can hold: PostgreSQL takes no NUL, and none takes half a surrogate pair. */
export const unstorable = /[\0\p{Surrogate}]/u;
