import { messageOf, type FrameMessage } from './frame-messages.js';

/*
 * Sets the height of each frame of one server on this page to the height of its content, and scrolls to the targets of links. A plain
 * `<script src>` loads this file from the server whose frames it handles.
 */

/** The maximum height in CSS pixels. A frame that reports a larger height is not resized, and scrolls. */
const maxHeight = 200_000;

const script = document.currentScript;
const server = script instanceof HTMLScriptElement ? new URL(script.src).origin : null;

/** Finds the frames of the server on this page. */
function frames(): HTMLIFrameElement[] {
  return [...document.getElementsByTagName('iframe')].filter(
    ({ src }) => URL.canParse(src) && new URL(src).origin === server,
  );
}

/** Finds the frame that sent a message. Undefined if another window sent the message. */
function senderOf({ source, origin }: MessageEvent<unknown>): HTMLIFrameElement | undefined {
  return frames().find(
    (frame) =>
      source !== null &&
      frame.contentWindow === source &&
      // A sandboxed document without `allow-same-origin` has an opaque origin, which is sent as `null`.
      (origin === server ||
        (origin === 'null' && frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin'))),
  );
}

/**
 * Informs a frame that this page sets its height. The target origin is `*`, because an opaque origin cannot be named; the message has no secret.
 */
function confirm(frame: HTMLIFrameElement): void {
  const message: FrameMessage = { tertium: 'fitted' };
  frame.contentWindow?.postMessage(message, '*');
}

addEventListener('message', (event) => {
  const message = messageOf(event);
  const frame = message && senderOf(event);
  if (!frame) return;
  if (message.tertium === 'height' && message.height > 0 && message.height <= maxHeight) {
    // With `border-box`, the height includes the border.
    const isWithBorder = getComputedStyle(frame).boxSizing === 'border-box';
    const border = isWithBorder ? frame.offsetHeight - frame.clientHeight : 0;
    frame.style.height = `${message.height + border}px`;
    confirm(frame);
  } else if (message.tertium === 'jump' && message.top >= 0 && message.top <= maxHeight) {
    scrollBy({ top: frame.getBoundingClientRect().top + message.top - innerHeight / 4 });
  }
});

// Each frame responds with its height. Reports that were sent before this script ran are lost.
frames().forEach(confirm);
