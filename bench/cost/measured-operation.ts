/** The prediction and the measurement of one operation. */
export interface MeasuredOperation {
  readonly query: string;
  /** The numbers of items of its lists. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** In microseconds of the reference core. */
  readonly predicted: number;
  /** In microseconds of this core: the minimum of several runs. */
  readonly measured: number;
  /** Amounts of work, in the order of `workKinds`. */
  readonly work: readonly number[];
  readonly status: number;
  readonly bytes: number;
}
