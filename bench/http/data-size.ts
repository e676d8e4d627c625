export const sizeNames = ['small', 'middle', 'large'] as const;
export type SizeName = (typeof sizeNames)[number];

/** A size of the content: its numbers of approaches and dimensions. Each approach has a cell along each dimension. */
export interface DataSize {
  readonly name: SizeName;
  readonly approaches: number;
  readonly dimensions: number;
}

export const sizes: Readonly<Record<SizeName, DataSize>> = Object.freeze({
  small: { name: 'small', approaches: 20, dimensions: 50 },
  middle: { name: 'middle', approaches: 1_000, dimensions: 200 },
  large: { name: 'large', approaches: 10_000, dimensions: 200 },
});

/** Prints a size, such as `1,000 × 200`. */
export function printSize({ approaches, dimensions }: DataSize): string {
  return `${approaches.toLocaleString('en')} × ${dimensions}`;
}
