/** Returns a function that returns the client for an argument `at`: one client per revision number, and one for the published revision (`null`). */
export function clientByRevision(makeClient) {
  const clients = new Map();
  return (at) => {
    if (!clients.has(at)) clients.set(at, makeClient());
    return clients.get(at);
  };
}
