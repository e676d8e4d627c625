/** Objects without an id are merged with what their parent had, instead of replacing it. */
export function typePolicies(graphcacheKeys) {
  return Object.fromEntries(Object.keys(graphcacheKeys).map((type) => [type, { merge: true }]));
}
