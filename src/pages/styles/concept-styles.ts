/** Rules for the pages of sources, for the home page, and for quotes. */
export const conceptStyles = `
.facts { color: var(--tertium-quiet); font-size: .9375rem; margin-block: .5rem; column-gap: .5rem; }
.facts li:not(:last-child)::after { content: ' ·' / ''; color: var(--tertium-strong-line); white-space: pre; }
.claims { list-style: none; padding: 0; max-inline-size: 54rem; }
.claims li { padding-block: .75rem; border-block-end: 1px solid var(--tertium-line); }
.claims p { margin: 0; }
.claims p:first-child { display: flex; flex-wrap: wrap; align-items: baseline; gap: .15rem .75rem; }
.claims p + p { margin-block-start: .3rem; }
.cited { color: var(--tertium-quiet); font-size: .875rem; }
.cited q { display: block; padding-inline-start: .75rem; border-inline-start: 2px solid var(--tertium-line); color: var(--tertium-ink); }
q { quotes: '“' '”' '‘' '’'; }
:lang(de) q { quotes: '„' '“' '‚' '‘'; }
.home form { max-inline-size: 34rem; margin-block-start: 1.25rem; }
.categories { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 3rem; }
.categories h3:first-child { margin-block-start: .75rem; }
.results { max-inline-size: 46em; margin-block-start: 2rem; }
.results mark { color: var(--tertium-ink); }
.results > li { margin-block-end: 1.5rem; }
.choose label { display: flex; flex: none; padding: .25rem; margin: -.25rem; }
@media print { .choose input, form .main { display: none; } }
`;
