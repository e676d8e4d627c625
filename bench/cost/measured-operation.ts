/** The prediction and the measurement of one operation. */
export interface MeasuredOperation {
  readonly query: string;
  /** The variables of the operation; a list is replaced by its number of items. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The predicted CPU time, in microseconds of the reference core. */
  readonly predicted: number;
  /** The measured CPU time, in microseconds of this core: the minimum of several runs. */
  readonly measured: number;
  /** Amounts of work, in the order of `workKinds`. */
  readonly work: readonly number[];
  /** The HTTP status. */
  readonly status: number;
  /** The size of the response body in bytes. */
  readonly bytes: number;
}
