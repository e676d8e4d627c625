/** Merges objects without an id into the stored ones instead of replacing these. */
export function typePolicies(graphcacheKeys) {
  return Object.fromEntries(Object.keys(graphcacheKeys).map((type) => [type, { merge: true }]));
}
