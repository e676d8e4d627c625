/** Merges new data of objects without an id into the stored objects, instead of replacing the stored objects. */
export function typePolicies(graphcacheKeys) {
  return Object.fromEntries(Object.keys(graphcacheKeys).map((type) => [type, { merge: true }]));
}
