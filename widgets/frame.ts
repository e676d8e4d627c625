import { messageOf, type FrameMessage } from './frame-messages.js';

/*
 * The script of a framed comparison: reports the height of its content to the page around it. If the page does not use the reports, the frame keeps
 * the height that the page gave it, and scrolls. The messages contain only sizes and positions, so any page may receive them.
 */

const root = document.documentElement;

function send(message: FrameMessage): void {
  parent.postMessage(message, '*');
}

function reportHeight(): void {
  send({ tertium: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
}

addEventListener('message', (event) => {
  if (event.source !== parent || messageOf(event)?.tertium !== 'fitted') return;
  if (root.classList.contains('fitted')) return;
  // The page sets the height of the frame to the height of its content. With the class, a selected source is shown in the list of
  // sources. Without the class, it is shown at the lower edge of the frame, which may be outside the window.
  root.classList.add('fitted');
  // The page may have missed the first report.
  reportHeight();
});

// A frame that does not scroll cannot move to the target of a link. The page around it can.
addEventListener('hashchange', () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && root.classList.contains('fitted')) {
    send({ tertium: 'jump', top: Math.floor(target.getBoundingClientRect().top) });
  }
});

if (parent !== window) new ResizeObserver(reportHeight).observe(document.body);
