import type { VNode } from 'preact';

/** The icons: paths in a box of 16 × 16, drawn as lines in the colour of the text. */
const paths = {
  yes: 'M3 8.5 6.5 12 13 4.5',
  no: 'M4 4l8 8M12 4l-8 8',
  partial: 'M8 2a6 6 0 1 0 0 12 6 6 0 1 0 0-12',
  contested: 'M2 5.5h9M8.5 3 11 5.5 8.5 8M14 10.5H5M7.5 8 5 10.5 7.5 13',
  unknown: 'M5 5.6A3 3 0 1 1 8 9v1M8 12.7v.6',
  none: 'M3 13 13 3M8 2a6 6 0 1 0 0 12 6 6 0 1 0 0-12',
  empty: 'M4 8h8',
  same: 'M3 6h10M3 10h10',
  different: 'M3 6h10M3 10h10M10.5 2.5l-5 11',
} as const;

/** The filled half of the circle of `partial`. */
const leftHalf = 'M8 2a6 6 0 1 0 0 12z';

export type IconName = keyof typeof paths;

/**
 * The definitions of icons, once in a document or fragment.
 * @param idPrefix the prefix of the ids
 */
export function IconDefinitions({
  names,
  idPrefix = '',
}: {
  readonly names: readonly IconName[];
  readonly idPrefix?: string;
}): VNode {
  return (
    <svg class="tertium-icons" aria-hidden="true" width="0" height="0">
      {names.map((name) => (
        <symbol key={name} id={`${idPrefix}i-${name}`} viewBox="0 0 16 16">
          <path
            d={paths[name]}
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
          {name === 'partial' && <path d={leftHalf} fill="currentColor" />}
        </symbol>
      ))}
    </svg>
  );
}

/** An icon beside words with the same meaning, so it is hidden from assistive technologies. */
export function Icon({
  name,
  idPrefix = '',
}: {
  readonly name: IconName;
  readonly idPrefix?: string;
}): VNode {
  return (
    <svg class={`tertium-i tertium-${name}`} width="16" height="16" aria-hidden="true">
      <use href={`#${idPrefix}i-${name}`} />
    </svg>
  );
}
