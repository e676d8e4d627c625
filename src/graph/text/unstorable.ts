/** Characters that some database cannot store: PostgreSQL rejects NUL, and no database stores half a surrogate pair. */
export const unstorable = /[\0\p{Surrogate}]/u;
