/** Makes one client for what is published (`at` null), and one for each revision that is asked for by number. */
export function clientByRevision(makeClient) {
  const clients = new Map();
  return (at) => {
    if (!clients.has(at)) clients.set(at, makeClient());
    return clients.get(at);
  };
}
