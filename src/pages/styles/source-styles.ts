/**
 * The number of citations, from the first of a page, that are each shown at the lower edge of the window while a reference to the citation has
 * the keyboard focus. A later citation is shown there only after a reference to it was followed.
 */
const focusableItems = 300;

/** Selects these citations while a reference to them has the keyboard focus. CSS has no selector for "the element that this link names". */
const focusedItems = Array.from({ length: focusableItems }, (_, index) => `c${index + 1}`)
  .map((id) => `:root:has([href="#${id}"]:focus-visible) #${id}`)
  .join(',');

/** Rules for the numbered list of sources. On screens, a source to which a reference was followed is a sheet at the lower edge of the window. */
export const sourceStyles = `
.tertium-sources { padding: 0; list-style: none; counter-reset: source; max-inline-size: 60rem; }
.tertium-source { counter-increment: source; position: relative; padding-inline-start: 2.5rem; margin-block-end: 1.5rem; }
.tertium-source::before { content: counter(source); position: absolute; inset-inline-start: 0; inline-size: 1.7rem; text-align: center; font-size: .8125rem; font-weight: 600; line-height: 1.5rem; background: color-mix(in oklab, var(--tertium-accent) 10%, transparent); color: var(--tertium-accent); border-radius: 3px; }
.tertium-source > p { margin-block-end: .25rem; }
.tertium-source cite { font-style: normal; font-weight: 600; }
.tertium-details { color: var(--tertium-quiet); font-size: .875rem; }
.tertium-details > *::before { content: ' · '; color: var(--tertium-quiet); display: inline-block; white-space: pre; }
.tertium-source ol { list-style: none; padding: 0; columns: 24rem 2; column-gap: 2.5rem; font-size: .8438rem; line-height: 1.45; color: var(--tertium-quiet); }
.tertium-source li { break-inside: avoid; padding-block: .15rem; }
.tertium-source li > a { color: var(--tertium-ink); }
.tertium-place::before { content: ' — '; }
.tertium-source q { display: block; quotes: '“' '”' '‘' '’'; }
:lang(de) .tertium-source q { quotes: '„' '“' '‚' '‘'; }
.tertium-close { display: none; }
.tertium-closed { position: fixed; inset-block-start: 0; }
@media screen {
  .tertium-source:is(:target, :has(li:target)) { position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 8; margin: 0 auto; max-block-size: 60vh; max-inline-size: 60rem; overflow: auto; overscroll-behavior: contain; padding-block: 1.1rem 1.5rem; padding-inline: 3.75rem 1.25rem; background: var(--tertium-paper); border: 1px solid var(--tertium-strong-line); border-block-end: 0; border-radius: 12px 12px 0 0; box-shadow: 0 -6px 30px var(--tertium-shade); }
  .tertium-source:is(:target, :has(li:target))::before { inset-inline-start: 1.25rem; }
  .tertium-source:is(:target, :has(li:target)) ol { columns: auto; font-size: 1rem; }
  .tertium-source:is(:target, :has(li:target)) li:not(:target) { display: none; }
  .tertium-source:is(:target, :has(li:target)) q { margin-block-start: .5rem; color: var(--tertium-ink); font-size: 1.0625rem; }
  .tertium-source:is(:target, :has(li:target)) > p { padding-inline-end: 5rem; }
  .tertium-source:is(:target, :has(li:target)) .tertium-close { display: block; position: absolute; inset-block-start: .8rem; inset-inline-end: 1rem; padding: .3rem .8rem; border: 1px solid var(--tertium-strong-line); border-radius: var(--tertium-radius); text-decoration: none; font-size: .875rem; background: var(--tertium-paper); }
  li:target > a::before { content: '↩ ' / ''; }
}
`;

/** Rules that show the first `focusableItems` citations while references to them have the keyboard focus, without a script. */
export const focusStyles = `
@media screen {
  ${focusedItems} { position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 7; margin: 0 auto; max-block-size: 40vh; max-inline-size: 60rem; overflow: auto; padding: 1rem 1.25rem 1.25rem; font-size: 1rem; background: var(--tertium-paper); border: 1px solid var(--tertium-strong-line); border-block-end: 0; border-radius: 12px 12px 0 0; box-shadow: 0 -6px 30px var(--tertium-shade); &::before { content: counter(source) ' · '; } }
}
`;
