/** What was predicted of an operation, and what it took. */
export interface MeasuredOperation {
  readonly query: string;
  /** Of lists, how many items they have. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** In microseconds of the reference core. */
  readonly predicted: number;
  /** In microseconds of this core: the least of several runs. */
  readonly measured: number;
  /** Amounts of work, in the order of `workKinds`. */
  readonly work: readonly number[];
  readonly status: number;
  readonly bytes: number;
}
