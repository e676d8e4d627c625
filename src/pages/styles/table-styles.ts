/** Tables of comparisons. Narrow windows show each row as a block, with the row's head above its cells. */
export const tableStyles = `
.narrow { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin-block: 1rem 1.25rem; font-size: .875rem; }
.narrow > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .6rem; }
.narrow p { margin: 0; color: var(--quiet); }
.narrow ul { display: flex; flex-wrap: wrap; gap: .3rem; padding: 0; list-style: none; }
.narrow a, .narrow li > bdi { display: inline-block; padding: .2rem .65rem; border: 1px solid var(--line); border-radius: 1.2em; text-decoration: none; color: var(--ink); }
.narrow a:hover { border-color: var(--ink); }
.narrow [aria-current] { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.narrow .i.no { inline-size: .7em; block-size: .7em; margin-inline-start: .45em; color: inherit; opacity: .7; }
.narrow .shows { border-style: dashed; color: var(--quiet); text-decoration: line-through; }
.comparison { margin-block: 0 1.5rem; font-size: .9375rem; line-height: 1.45; }
.comparison table { inline-size: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.comparison th, .comparison td { text-align: start; vertical-align: top; padding: .7rem .9rem; border-block-end: 1px solid var(--line); }
.comparison thead th { position: sticky; inset-block-start: 0; z-index: 2; background: var(--paper); border-block-end: 2px solid var(--ink); font-size: 1rem; line-height: 1.3; vertical-align: bottom; }
.comparison thead th a { color: inherit; }
.comparison thead th:first-child { inline-size: 17rem; font-weight: 400; color: var(--quiet); font-size: .875rem; }
.comparison th:first-child { padding-inline-start: 0; }
.comparison [scope=rowgroup] { padding-block: 2rem .5rem; font-size: 1.0625rem; font-weight: 650; border-block-end-color: var(--strong-line); }
.comparison tbody:first-of-type [scope=rowgroup] { padding-block-start: 1.25rem; }
.comparison [scope=row] { font-weight: 600; }
.comparison th p { margin: .15rem 0 0; font-weight: 400; font-size: .8125rem; color: var(--quiet); line-height: 1.4; }
.comparison .verdict { display: flex; gap: .35em; align-items: center; font-size: .75rem; }
.comparison .verdict .i { inline-size: .9em; block-size: .9em; }
.comparison tbody tr:hover > :is(th, td):not([scope=rowgroup]) { background-color: var(--raised); }
.comparison tr:is(:target, :has(> :target)) > * { background-color: color-mix(in oklab, var(--accent) 9%, var(--paper)); }
td > span:first-child, td li > span:first-child { font-weight: 500; }
td .i { margin-inline-end: .4em; vertical-align: -.14em; }
td p { margin: .25rem 0 0; color: var(--quiet); font-size: .8438rem; line-height: 1.45; }
td ul { list-style: none; padding: 0; }
td li + li { margin-block-start: .5rem; padding-block-start: .5rem; border-block-start: 1px dotted var(--strong-line); }
.i.yes { color: var(--yes); }
.i.partial { color: var(--partial); }
.i.no { color: var(--no); }
/* The states of cells: a line with a separate pattern at the start, which forced colors keep, and a background. */
td.contested, td.unknown, td.inapplicable, td.unstated { position: relative; }
td.contested::after, td.unknown::after, td.inapplicable::after, td.unstated::after, .counts li::after { content: ''; position: absolute; inset-block: .55rem; inset-inline-start: 0; inline-size: 0; border-inline-start: 0 solid var(--quiet); }
td.contested::after, .counts .contested::after { border-inline-start: 5px double var(--partial); }
td.unknown::after, .counts .unknown::after { border-inline-start: 4px dotted var(--quiet); }
td.inapplicable::after, .counts .inapplicable::after { border-inline-start: 3px dashed var(--quiet); }
td.unstated::after, .counts .unstated::after { border-inline-start: 1px solid var(--strong-line); }
td.unknown { background-image: radial-gradient(var(--hatch) 1px, transparent 1.5px); background-size: 8px 8px; }
td.inapplicable { background-image: repeating-linear-gradient(135deg, var(--hatch) 0 1px, transparent 1px 7px); }
.state { color: var(--quiet); }
td > .state:first-child { font-weight: 400; }
.contested > .state { margin: 0 0 .4rem; color: var(--partial); font-weight: 600; font-size: .8438rem; }
.unstated > .state { font-size: .875rem; }
sup { font-size: .75em; line-height: 0; vertical-align: .35em; white-space: nowrap; }
sup a { padding: .15em .42em; margin-inline-start: .25em; text-decoration: none; border-radius: 3px; background: color-mix(in oklab, var(--accent) 10%, transparent); font-weight: 500; font-variant-numeric: tabular-nums; }
sup a:hover { background: var(--accent); color: var(--paper); }
.counts { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: .75rem 1.5rem; font-size: .875rem; color: var(--quiet); }
.counts li { position: relative; padding-inline-start: .9rem; }
.counts li::after { inset-block: .2rem; }
.counts b { color: var(--ink); font-weight: 600; display: block; }
.counts .i { margin-inline-end: .35em; vertical-align: -.14em; }
/* Many columns: the table scrolls in a box; its head and its first column stay in place. */
@media (min-width: 48rem) {
  .wide { overflow: auto; max-block-size: calc(100vh - 3rem); border: 1px solid var(--line); border-radius: var(--radius); }
  .wide { scroll-padding-block: 7rem 2rem; scroll-padding-inline: 14rem 1rem; }
  .wide table { inline-size: max-content; min-inline-size: 100%; }
  .wide :is(th, td) { inline-size: 9.75rem; }
  .comparison.wide th:first-child { padding-inline-start: .9rem; position: sticky; inset-inline-start: 0; z-index: 1; background: var(--paper); inline-size: 13rem; border-inline-end: 1px solid var(--line); }
  .comparison.wide thead th:first-child { z-index: 3; }
  .comparison.wide [scope=rowgroup] bdi { position: sticky; inset-inline-start: .9rem; }
}
${blocksBelow('40rem', '.of-1', '.of-2')}
${blocksBelow('54rem', '.of-3')}
${blocksBelow('68rem', '.of-4', '.of-5')}
${blocksBelow('48rem', '.wide')}
`;

/** Shows the rows of some tables as blocks in windows below a width. */
function blocksBelow(width: string, ...tables: readonly string[]): string {
  const of = (elements: string): string => tables.map((table) => `${table} ${elements}`).join(',');
  return `
@media screen and (max-width: calc(${width} - .02px)) {
  ${of(':is(table, tbody, caption)')} { display: block; }
  ${of('thead')} { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  ${of('tr')} { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; padding-block: .9rem; border-block-end: 1px solid var(--line); }
  ${of('tbody :is(th, td)')} { display: block; flex: 1 1 min(100%, 9.5rem); inline-size: auto; min-inline-size: 0; padding: 0; border: 0; }
  ${of('tbody th')} { flex-basis: 100%; }
  ${of('tr:has([scope=rowgroup])')} { padding-block: 2rem .5rem; border-block-end: 2px solid var(--ink); }
  ${of('tbody:first-of-type tr:has([scope=rowgroup])')} { padding-block-start: 0; }
  ${of('td[class]')} { padding-inline-start: .75rem; }
  ${of('td::after')} { inset-block: 0; }
  ${of('td::before')} { content: attr(data-label) / ''; display: block; margin-block-end: .15rem; font-size: .75rem; font-weight: 600; color: var(--quiet); unicode-bidi: isolate; }
}`;
}
