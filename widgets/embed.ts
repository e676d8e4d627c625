import { messageOf, type FrameMessage } from './frame-messages.js';

/*
 * Gives the frames of one server that are on this page the height of their content. Loaded by a plain `<script src>`, whose address names the
 * server.
 */

/** Higher frames scroll. */
const maxHeight = 200_000;

const script = document.currentScript;
const server = script instanceof HTMLScriptElement ? new URL(script.src).origin : null;

/** The frames of the server on this page. */
function frames(): HTMLIFrameElement[] {
  return [...document.getElementsByTagName('iframe')].filter(
    ({ src }) => URL.canParse(src) && new URL(src).origin === server,
  );
}

/** The frame that sent a message; undefined if another window sent it. */
function senderOf({ source, origin }: MessageEvent<unknown>): HTMLIFrameElement | undefined {
  return frames().find(
    (frame) =>
      source !== null &&
      frame.contentWindow === source &&
      // A sandboxed document has no origin.
      (origin === server ||
        (origin === 'null' && frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin'))),
  );
}

/** The origin of a sandboxed frame cannot be named as the receiver, and the message is not secret. */
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

// Frames that have reported their height before this script ran report it again.
frames().forEach(confirm);
