/** Creates type policies that merge new data of objects without an id into the cached objects, instead of replacing the cached objects. */
export function typePolicies(graphcacheKeys) {
  return Object.fromEntries(Object.keys(graphcacheKeys).map((type) => [type, { merge: true }]));
}
