/** Stops the server that the setup started; its data goes with it. */
// Jest calls a teardown by its default export.
export default async function stopPostgres() {
  await globalThis.stopPostgresOfRun?.();
}
