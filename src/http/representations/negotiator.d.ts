/** The few members that Tertium uses of a library that has no types of its own. */
declare module 'negotiator' {
  class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> });
    /** The first is the one that the client prefers; undefined where it accepts none of them. */
    mediaType(available: readonly string[]): string | undefined;
    /**
     * Those that the client accepts, best first.
     * @param options.preferred which comes first of those that the client likes equally
     */
    encodings(
      available: readonly string[],
      options: { readonly preferred: readonly string[] },
    ): readonly string[];
  }
  export = Negotiator;
}
