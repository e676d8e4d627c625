import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { renderToString } from 'preact-render-to-string';

declare module 'preact' {
  // oxlint-disable-next-line typescript/no-namespace -- the types of elements are in a namespace
  namespace JSX {
    interface IntrinsicElements {
      readonly 'x-slices': object;
    }
  }
}

/** Marks the position of slices in the rendered HTML. Texts cannot contain it, because `<` is escaped. */
const marker = '<x-slices></x-slices>';

const SlicesContext = createContext<Iterable<VNode>[] | null>(null);

/** Content that `renderInChunks` renders one element at a time: rows of a table, items of a list. */
export function Slices({ of }: { readonly of: Iterable<VNode> }): VNode {
  const slices = useContext(SlicesContext);
  if (!slices) throw new Error('Slices: expected to be rendered by renderInChunks.');
  slices.push(of);
  return <x-slices />;
}

/**
 * Renders an element to HTML, in chunks: each element of `Slices` is at least one chunk. A caller can run other work between
 * chunks, so that a large page does not block the event loop. Slices are created only when they are rendered.
 */
export function* renderInChunks(element: VNode): Generator<string, void> {
  const slices: Iterable<VNode>[] = [];
  const html = renderToString(<SlicesContext.Provider value={slices}>{element}</SlicesContext.Provider>);
  for (const [index, chunk] of html.split(marker).entries()) {
    if (chunk !== '') yield chunk;
    for (const slice of slices[index] ?? []) yield* renderInChunks(slice);
  }
}

/** Divides a list into slices of at most `size` elements. */
export function* slicesOf<Element>(
  elements: readonly Element[],
  size: number,
): Generator<readonly Element[]> {
  for (let start = 0; start < elements.length; start += size) yield elements.slice(start, start + size);
}
