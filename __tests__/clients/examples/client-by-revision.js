/** Returns a function that returns the client of the published revision (`at` null) or of a revision by number. Each client is created once. */
export function clientByRevision(makeClient) {
  const clients = new Map();
  return (at) => {
    if (!clients.has(at)) clients.set(at, makeClient());
    return clients.get(at);
  };
}
