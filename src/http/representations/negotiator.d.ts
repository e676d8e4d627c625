/** Types for the members of `negotiator` that Tertium uses. The library has no types. */
declare module 'negotiator' {
  class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> });
    /** Returns the type that the client prefers; undefined if the client accepts no available type. */
    mediaType(available: readonly string[]): string | undefined;
    /**
     * Returns the available languages that the client accepts, best first: by quality, then by exactness of the match,
     * then in the order of the header, then in the given order.
     */
    languages(available: readonly string[]): readonly string[];
    /**
     * Returns the encodings that the client accepts, best first.
     * @param options.preferred the order of encodings to which the client gives equal quality
     */
    encodings(
      available: readonly string[],
      options: { readonly preferred: readonly string[] },
    ): readonly string[];
  }
  export = Negotiator;
}
