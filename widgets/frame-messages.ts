/**
 * The messages between a framed comparison and the page that frames it. `tertium` is the type of the message; a message without this member comes
 * from another script.
 */
export type FrameMessage =
  /** From the frame: the height of its content in CSS pixels. */
  | { readonly tertium: 'height'; readonly height: number }
  /** From the frame: the reader followed a link to a part of the comparison, this many CSS pixels below the top of the frame. */
  | { readonly tertium: 'jump'; readonly top: number }
  /** From the page: it sets the height of the frame to the reported height. */
  | { readonly tertium: 'fitted' };

/** Returns the message of an event; null if the data of the event has no member `tertium`. */
export function messageOf({ data }: MessageEvent<unknown>): FrameMessage | null {
  return typeof data === 'object' && data !== null && 'tertium' in data ? (data as FrameMessage) : null;
}
