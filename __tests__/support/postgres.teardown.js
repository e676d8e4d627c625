/** Stops the server that the setup started, and removes its data. */
// Jest calls the default export of a teardown file.
export default async function stopPostgres() {
  await globalThis.stopPostgresOfRun?.();
}
