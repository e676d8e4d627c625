/** What the command line says of serving. */
export interface ServeOptions {
  /** Create the graph where there is none, and seed it where it is empty. */
  readonly seed?: true;
  /** The same, but of the default database file only. */
  readonly seedDefault?: true;
}
