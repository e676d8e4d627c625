/** Creates one client for the published revision (`at` null) and one for each revision requested by number. */
export function clientByRevision(makeClient) {
  const clients = new Map();
  return (at) => {
    if (!clients.has(at)) clients.set(at, makeClient());
    return clients.get(at);
  };
}
