const cellStyles = `
.narrow { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin-block: 1rem 1.25rem; font-size: .875rem; }
.narrow > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .6rem; }
.narrow p { margin: 0; color: var(--tertium-quiet); }
.narrow ul { display: flex; flex-wrap: wrap; gap: .3rem; padding: 0; list-style: none; }
.narrow a, .narrow li > bdi { display: inline-block; padding: .2rem .65rem; border: 1px solid var(--tertium-line); border-radius: 1.2em; text-decoration: none; color: var(--tertium-ink); }
.narrow a:hover { border-color: var(--tertium-ink); }
.narrow [aria-current] { background: var(--tertium-accent); border-color: var(--tertium-accent); color: var(--tertium-paper); }
.narrow .tertium-i.tertium-no { inline-size: .7em; block-size: .7em; margin-inline-start: .45em; color: inherit; opacity: .7; }
.narrow .shows { border-style: dashed; color: var(--tertium-quiet); text-decoration: line-through; }
.tertium-comparison { margin-block: 0 1.5rem; font-size: .9375rem; line-height: 1.45; }
.tertium-comparison table { inline-size: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.tertium-comparison th, .tertium-comparison td { text-align: start; vertical-align: top; padding: .7rem .9rem; border-block-end: 1px solid var(--tertium-line); }
.tertium-comparison thead th { position: sticky; inset-block-start: 0; z-index: 2; background: var(--tertium-paper); border-block-end: 2px solid var(--tertium-ink); font-size: 1rem; line-height: 1.3; vertical-align: bottom; }
.tertium-comparison thead th a { color: inherit; }
.tertium-comparison thead th:first-child { inline-size: 17rem; font-weight: 400; color: var(--tertium-quiet); font-size: .875rem; }
.tertium-comparison th:first-child { padding-inline-start: 0; }
.tertium-comparison [scope=rowgroup] { padding-block: 2rem .5rem; font-size: 1.0625rem; font-weight: 650; border-block-end-color: var(--tertium-strong-line); }
.tertium-comparison tbody:first-of-type [scope=rowgroup] { padding-block-start: 1.25rem; }
.tertium-comparison [scope=row] { font-weight: 600; }
.tertium-comparison th p { margin: .15rem 0 0; font-weight: 400; font-size: .8125rem; color: var(--tertium-quiet); line-height: 1.4; }
.tertium-comparison .tertium-verdict { display: flex; gap: .35em; align-items: center; font-size: .75rem; }
.tertium-comparison .tertium-verdict .tertium-i { inline-size: .9em; block-size: .9em; }
.tertium-comparison tbody tr:hover > :is(th, td):not([scope=rowgroup]) { background-color: var(--tertium-raised); }
.tertium-comparison tr:is(:target, :has(> :target)) > * { background-color: color-mix(in oklab, var(--tertium-accent) 9%, var(--tertium-paper)); }
td > span:first-child, td li > span:first-child { font-weight: 500; }
td .tertium-i { margin-inline-end: .4em; vertical-align: -.14em; }
td p { margin: .25rem 0 0; color: var(--tertium-quiet); font-size: .8438rem; line-height: 1.45; }
td ul { list-style: none; padding: 0; }
td li + li { margin-block-start: .5rem; padding-block-start: .5rem; border-block-start: 1px dotted var(--tertium-strong-line); }
.tertium-i.tertium-yes { color: var(--tertium-yes); }
.tertium-i.tertium-partial { color: var(--tertium-partial); }
.tertium-i.tertium-no { color: var(--tertium-no); }
/* Each state of a cell except STATED has its own line at the start of the cell. Forced colours do not remove the line. */
td.tertium-contested, td.tertium-unknown, td.tertium-inapplicable, td.tertium-unstated { position: relative; }
td.tertium-contested::after, td.tertium-unknown::after, td.tertium-inapplicable::after, td.tertium-unstated::after, .tertium-counts li::after { content: ''; position: absolute; inset-block: .55rem; inset-inline-start: 0; inline-size: 0; border-inline-start: 0 solid var(--tertium-quiet); }
td.tertium-contested::after, .tertium-counts .tertium-contested::after { border-inline-start: 5px double var(--tertium-partial); }
td.tertium-unknown::after, .tertium-counts .tertium-unknown::after { border-inline-start: 4px dotted var(--tertium-quiet); }
td.tertium-inapplicable::after, .tertium-counts .tertium-inapplicable::after { border-inline-start: 3px dashed var(--tertium-quiet); }
td.tertium-unstated::after, .tertium-counts .tertium-unstated::after { border-inline-start: 1px solid var(--tertium-strong-line); }
td.tertium-unknown { background-image: radial-gradient(var(--tertium-hatch) 1px, transparent 1.5px); background-size: 8px 8px; }
td.tertium-inapplicable { background-image: repeating-linear-gradient(135deg, var(--tertium-hatch) 0 1px, transparent 1px 7px); }
.tertium-state { color: var(--tertium-quiet); }
td > .tertium-state:first-child { font-weight: 400; }
.tertium-contested > .tertium-state { margin: 0 0 .4rem; color: var(--tertium-partial); font-weight: 600; font-size: .8438rem; }
.tertium-unstated > .tertium-state { font-size: .875rem; }
sup { font-size: .75em; line-height: 0; vertical-align: .35em; white-space: nowrap; }
sup a { padding: .15em .42em; margin-inline-start: .25em; text-decoration: none; border-radius: 3px; background: color-mix(in oklab, var(--tertium-accent) 10%, transparent); font-weight: 500; font-variant-numeric: tabular-nums; }
sup a:hover { background: var(--tertium-accent); color: var(--tertium-paper); }
.tertium-counts { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: .75rem 1.5rem; font-size: .875rem; color: var(--tertium-quiet); }
.tertium-counts li { position: relative; padding-inline-start: .9rem; }
.tertium-counts li::after { inset-block: .2rem; }
.tertium-counts b { color: var(--tertium-ink); font-weight: 600; display: block; }
.tertium-counts .tertium-i { margin-inline-end: .35em; vertical-align: -.14em; }
`;

/** Rules for tables with many columns: the table scrolls in a box, in which the head row and the first column stay visible. */
const boxStyles = `
  .tertium-wide { overflow: auto; max-block-size: calc(100vh - 3rem); border: 1px solid var(--tertium-line); border-radius: var(--tertium-radius); }
  .tertium-wide { scroll-padding-block: 7rem 2rem; scroll-padding-inline: 14rem 1rem; }
  .tertium-wide table { inline-size: max-content; min-inline-size: 100%; }
  .tertium-wide :is(th, td) { inline-size: 9.75rem; }
  .tertium-comparison.tertium-wide th:first-child { padding-inline-start: .9rem; position: sticky; inset-inline-start: 0; z-index: 1; background: var(--tertium-paper); inline-size: 13rem; border-inline-end: 1px solid var(--tertium-line); }
  .tertium-comparison.tertium-wide thead th:first-child { z-index: 3; }
  .tertium-comparison.tertium-wide [scope=rowgroup] bdi { position: sticky; inset-inline-start: .9rem; }
`;

/** Functions that limit rules to a range of the available width for a table. */
interface WidthRules {
  readonly atLeast: (width: string, rules: string) => string;
  /** Only on screens: on paper, tables with few columns stay tables. */
  readonly below: (width: string, rules: string) => string;
  /** For tables with many columns. */
  readonly wideBelow: (width: string, rules: string) => string;
}

function belowInWindow(width: string, rules: string): string {
  return `@media screen and (max-width: calc(${width} - .02px)) {${rules}}`;
}

/** Ranges of the width of the window, for pages. */
const windowWidth: WidthRules = {
  atLeast: (width, rules) => `@media (min-width: ${width}) {${rules}}`,
  below: belowInWindow,
  wideBelow: belowInWindow,
};

function belowInFrame(width: string, rules: string): string {
  return `@container tertium (max-width: calc(${width} - .02px)) {${rules}}`;
}

/**
 * Ranges of the width of the element around a table, for pages of other sites. `wideBelow` also applies in print, because pages in portrait
 * format are too narrow for many columns.
 */
const frameWidth: WidthRules = {
  atLeast: (width, rules) => `@container tertium (min-width: ${width}) {${rules}}`,
  below: (width, rules) => `@media screen {${belowInFrame(width, rules)}}`,
  wideBelow: belowInFrame,
};

/** Builds the rules for tables of comparisons. Where a table is too narrow, each row is a block, with its head above its cells. */
function tablesWith({ atLeast, below, wideBelow }: WidthRules): string {
  return [
    cellStyles,
    atLeast('48rem', boxStyles),
    below('40rem', blocksOf(['.tertium-of-1', '.tertium-of-2'])),
    below('54rem', blocksOf(['.tertium-of-3'])),
    below('68rem', blocksOf(['.tertium-of-4', '.tertium-of-5'])),
    wideBelow('48rem', blocksOf(['.tertium-wide'])),
  ].join('\n');
}

/** Builds the rules that show rows as blocks. @param tables the selectors of the tables */
function blocksOf(tables: readonly string[]): string {
  const of = (elements: string): string => tables.map((table) => `${table} ${elements}`).join(',');
  return `
  ${of(':is(table, tbody, caption)')} { display: block; }
  ${of('thead')} { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  ${of('tr')} { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; padding-block: .9rem; border-block-end: 1px solid var(--tertium-line); }
  ${of('tbody :is(th, td)')} { display: block; flex: 1 1 min(100%, 9.5rem); inline-size: auto; min-inline-size: 0; padding: 0; border: 0; }
  ${of('tbody th')} { flex-basis: 100%; }
  ${of('tr:has([scope=rowgroup])')} { padding-block: 2rem .5rem; border-block-end: 2px solid var(--tertium-ink); }
  ${of('tbody:first-of-type tr:has([scope=rowgroup])')} { padding-block-start: 0; }
  ${of('td[class]')} { padding-inline-start: .75rem; }
  ${of('td::after')} { inset-block: 0; }
  ${of('td::before')} { content: attr(data-label) / ''; display: block; margin-block-end: .15rem; font-size: .75rem; font-weight: 600; color: var(--tertium-quiet); unicode-bidi: isolate; }
`;
}

export const tableStyles = tablesWith(windowWidth);
/** The rules for tables in pages of other sites. */
export const framedTableStyles = tablesWith(frameWidth);
