/** The items of the list of sources that appear when a reference to them has the keyboard focus; others when it is followed. */
const focusableItems = 300;

/** Selects each item while a reference to it has the keyboard focus. CSS has no selector for "the element that this link names". */
const focusedItems = Array.from({ length: focusableItems }, (_, index) => `c${index + 1}`)
  .map((id) => `:root:has([href="#${id}"]:focus-visible) #${id}`)
  .join(',');

/** The numbered list of sources. The item that a reference points to is a sheet at the lower edge of the window. */
export const sourceStyles = `
.sources { padding: 0; list-style: none; counter-reset: source; max-inline-size: 60rem; }
.source { counter-increment: source; position: relative; padding-inline-start: 2.5rem; margin-block-end: 1.5rem; }
.source::before { content: counter(source); position: absolute; inset-inline-start: 0; inline-size: 1.7rem; text-align: center; font-size: .8125rem; font-weight: 600; line-height: 1.5rem; background: color-mix(in oklab, var(--accent) 10%, transparent); color: var(--accent); border-radius: 3px; }
.source > p { margin-block-end: .25rem; }
.source cite { font-style: normal; font-weight: 600; }
.details { color: var(--quiet); font-size: .875rem; }
.details > *::before { content: ' · '; color: var(--quiet); display: inline-block; white-space: pre; }
.source ol { list-style: none; padding: 0; columns: 24rem 2; column-gap: 2.5rem; font-size: .8438rem; line-height: 1.45; color: var(--quiet); }
.source li { break-inside: avoid; padding-block: .15rem; }
.source li > a { color: var(--ink); }
.place::before { content: ' — '; }
.source q { display: block; quotes: '“' '”' '‘' '’'; }
:lang(de) .source q { quotes: '„' '“' '‚' '‘'; }
.close { display: none; }
.closed { position: fixed; inset-block-start: 0; }
@media screen {
  .source:is(:target, :has(li:target)) { position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 8; margin: 0 auto; max-block-size: 60vh; max-inline-size: 60rem; overflow: auto; overscroll-behavior: contain; padding-block: 1.1rem 1.5rem; padding-inline: 3.75rem 1.25rem; background: var(--paper); border: 1px solid var(--strong-line); border-block-end: 0; border-radius: 12px 12px 0 0; box-shadow: 0 -6px 30px var(--shade); }
  .source:is(:target, :has(li:target))::before { inset-inline-start: 1.25rem; }
  .source:is(:target, :has(li:target)) ol { columns: auto; font-size: 1rem; }
  .source:is(:target, :has(li:target)) li:not(:target) { display: none; }
  .source:is(:target, :has(li:target)) q { margin-block-start: .5rem; color: var(--ink); font-size: 1.0625rem; }
  .source:is(:target, :has(li:target)) > p { padding-inline-end: 5rem; }
  .source:is(:target, :has(li:target)) .close { display: block; position: absolute; inset-block-start: .8rem; inset-inline-end: 1rem; padding: .3rem .8rem; border: 1px solid var(--strong-line); border-radius: var(--radius); text-decoration: none; font-size: .875rem; background: var(--paper); }
  li:target > a::before { content: '↩ ' / ''; }
  ${focusedItems} { position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 7; margin: 0 auto; max-block-size: 40vh; max-inline-size: 60rem; overflow: auto; padding: 1rem 1.25rem 1.25rem; font-size: 1rem; background: var(--paper); border: 1px solid var(--strong-line); border-block-end: 0; border-radius: 12px 12px 0 0; box-shadow: 0 -6px 30px var(--shade); &::before { content: counter(source) ' · '; } }
}
`;
