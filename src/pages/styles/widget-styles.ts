import { widgetColors } from './colors.js';
import { siblingStyles } from './sibling-styles.js';
import { sourceStyles } from './source-styles.js';
import { checkedAccent, minified, type StyleSettings } from './style-sheet.js';
import { framedTableStyles } from './table-styles.js';

/** Rules for the elements of widgets, and for the parts around their tables. The font and its size are those of the site. */
const frameStyles = `
& { background: var(--tertium-paper); color: var(--tertium-ink); line-height: 1.5; text-align: start; overflow-wrap: anywhere; }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none; }
[dir=auto] { text-align: -webkit-match-parent; text-align: match-parent; }
ul, ol { margin-block: 0; padding-inline-start: 1.25rem; }
p { margin-block: 0 .75rem; }
a { color: var(--tertium-accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
:focus-visible { outline: 2px solid var(--tertium-accent); outline-offset: 2px; border-radius: 3px; }
.tertium-icons { position: absolute; }
.tertium-i { inline-size: 1em; block-size: 1em; flex: none; }
.tertium-heading { font-size: 1.125rem; line-height: 1.3; margin-block: 1.5rem .75rem; }
.tertium-frame { container: tertium / inline-size; }
.tertium-comparison thead th { inset-block-start: var(--tertium-top); }
.tertium-comparison [scope=rowgroup] { padding-block-start: 1.25rem; }
`;

/** Rules for controls. Those above a table are in one line of fixed height, so that the content below does not move when they appear. */
const controlStyles = `
.tertium-tools { display: flex; align-items: center; gap: .5rem; block-size: 3rem; margin: 0; padding: 3px; overflow: auto hidden; white-space: nowrap; font-size: .875rem; scrollbar-width: thin; }
:is(button, select, .tertium-switch) { font: inherit; font-size: .875rem; line-height: 1.3; color: var(--tertium-ink); background: var(--tertium-raised); border: 1px solid var(--tertium-strong-line); border-radius: var(--tertium-radius); padding: .35rem .65rem; margin: 0; min-block-size: 2.1rem; cursor: pointer; flex: none; }
:is(button, select, .tertium-switch):hover { border-color: var(--tertium-ink); }
button:disabled { opacity: .45; cursor: default; border-color: var(--tertium-strong-line); }
.tertium-switch { display: inline-flex; align-items: center; gap: .5rem; }
.tertium-switch:has(:focus-visible) { outline: 2px solid var(--tertium-accent); outline-offset: 1px; }
input { accent-color: var(--tertium-accent); inline-size: 1.05rem; block-size: 1.05rem; margin: 0; flex: none; }
.tertium-status { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[popover] { position: absolute; inset: auto; margin: 0; padding: .75rem; max-inline-size: min(26rem, 100vw - 1rem); max-block-size: min(70vh, 30rem); overflow: auto; overscroll-behavior: contain; background: var(--tertium-paper); color: var(--tertium-ink); border: 1px solid var(--tertium-strong-line); border-radius: calc(var(--tertium-radius) + 2px); box-shadow: 0 6px 24px var(--tertium-shade); font-size: .875rem; font-weight: 400; line-height: 1.45; white-space: normal; text-align: start; }
.tertium-menu ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .35rem; }
.tertium-menu li { display: flex; align-items: center; gap: .35rem; }
.tertium-menu label { display: flex; align-items: center; gap: .5rem; flex: 1; padding: .3rem .25rem; cursor: pointer; }
.tertium-menu li > button:only-child { flex: 1; text-align: start; }
.tertium-menu textarea { font: .8125rem/1.4 ui-monospace, monospace; inline-size: 22rem; max-inline-size: 100%; margin-block-start: .5rem; color: inherit; background: var(--tertium-raised); border: 1px solid var(--tertium-strong-line); }
.tertium-menu [role=note] { margin: .5rem 0 0; color: var(--tertium-quiet); }
.tertium-note q { display: block; margin-block-start: .4rem; color: var(--tertium-ink); font-size: .9375rem; }
.tertium-note p { color: var(--tertium-ink); font-size: .875rem; margin: 0 0 .4rem; padding-inline-end: 2rem; }
.tertium-note cite { font-style: normal; font-weight: 600; }
.tertium-note ul { list-style: none; margin: 0 0 .6rem; padding: 0; color: var(--tertium-quiet); }
.tertium-fold { all: unset; cursor: pointer; }
.tertium-fold::after, .tertium-move::before { content: ''; display: inline-block; inline-size: .42em; block-size: .42em; border: solid currentcolor; border-width: 0 2px 2px 0; rotate: 45deg; }
.tertium-fold::after { margin-inline-start: .7em; vertical-align: .18em; color: var(--tertium-quiet); }
.tertium-fold[aria-expanded=false]::after { rotate: -45deg; vertical-align: .1em; }
.tertium-fold[aria-expanded=false]:dir(rtl)::after { rotate: 135deg; }
.tertium-move { inline-size: 2.1rem; }
.tertium-move::before { vertical-align: .15em; }
.tertium-move.tertium-up::before { rotate: -135deg; vertical-align: -.1em; }
.tertium-fold:focus-visible { outline: 2px solid var(--tertium-accent); outline-offset: 2px; }
@media (forced-colors: active) {
  sup a, .tertium-source::before { border: 1px solid; }
  td::after { border-color: CanvasText; }
}
@media print {
  .tertium-tools, .tertium-close, [popover] { display: none; }
  .tertium-comparison { max-block-size: none; overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tr[hidden] { display: table-row; }
}
`;

/**
 * Builds the style sheet of widgets, for pages of other sites. Most rules apply only inside elements with the class `tertium`.
 * @throws {Error} if the colour is not of the form `#rrggbb`. The check prevents injection into the style sheet.
 */
export function widgetStyleSheet({ accent }: StyleSettings): string {
  const nested = [frameStyles, framedTableStyles, sourceStyles, controlStyles, siblingStyles].join('\n');
  return minified(`
:where(:root) { --tertium-brand: ${checkedAccent(accent)}; --tertium-top: 0; }
${widgetColors}
:is(tertium-comparison, tertium-card, tertium-verdict, tertium-choice) { display: block; }
[aria-busy=true] > .tertium { opacity: .6; transition: opacity .15s .4s; }
.tertium-error { padding: .6rem .9rem; border: 1px solid; }
.tertium {
${nested}
}
@media print { .tertium { color-scheme: light; } }
`);
}
