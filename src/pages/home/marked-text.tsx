import type { ComponentChild, VNode } from 'preact';
import type { FoundText } from '../operations/home-operation.js';

/** A text with its found words marked. */
export function MarkedText({
  found: { text, ranges },
}: {
  readonly found: Pick<FoundText, 'text' | 'ranges'>;
}): VNode {
  const characters = [...text];
  const parts: ComponentChild[] = [];
  let last = 0;
  for (const { start, end } of ranges) {
    parts.push(characters.slice(last, start).join(''), <mark>{characters.slice(start, end).join('')}</mark>);
    last = end;
  }
  parts.push(characters.slice(last).join(''));
  return <bdi>{parts}</bdi>;
}
