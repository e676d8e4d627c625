/** Rules for cards, verdicts and choices in widgets, to be nested in `.tertium`. */
export const siblingStyles = `
&:is(.tertium-card, .tertium-sentence, .tertium-choice) { padding: 1rem 1.15rem; border: 1px solid var(--tertium-line); border-radius: var(--tertium-radius); }
:is(.tertium-card-name, .tertium-sentence-name, .tertium-choice legend) { font-size: 1.0625em; font-weight: 650; line-height: 1.3; margin-block: 0 .35rem; }
.tertium-card-name a { color: inherit; }
:is(.tertium-card-summary, .tertium-sentence-basis) { color: var(--tertium-quiet); font-size: .9375em; }
:is(.tertium-card-more, .tertium-sentence-basis, .tertium-choice-more) { margin-block-end: 0; }
.tertium-sentence-text { font-size: 1.0625em; line-height: 1.45; }
.tertium-sentence-text cite { font-style: normal; font-size: .8125em; color: var(--tertium-quiet); }
.tertium-sentence-text cite::before { content: '— ' / ''; }
.tertium-card-values { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: .75rem 1.5rem; margin: .75rem 0 1rem; }
.tertium-card-values > div { min-inline-size: 0; }
.tertium-card-values > :target { background: color-mix(in oklab, var(--tertium-accent) 9%, transparent); }
dt { font-size: .8125em; color: var(--tertium-quiet); }
dd { margin: 0; font-weight: 500; }
dd p { margin: .2rem 0 0; font-weight: 400; font-size: .8438em; color: var(--tertium-quiet); }
dd ul { list-style: none; margin: 0; padding: 0; }
dd li + li { margin-block-start: .4rem; padding-block-start: .4rem; border-block-start: 1px dotted var(--tertium-strong-line); }
dd .tertium-i { margin-inline-end: .4em; vertical-align: -.14em; }
.tertium-card-sources { font-size: .8438em; }
.tertium-card-sources .tertium-source { margin-block-end: .6rem; padding-inline-start: 2rem; }
tertium-choice[aria-busy=true] > & { opacity: 1; }
fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; }
legend { padding: 0; }
.tertium-choice-weights div { display: flex; align-items: end; gap: .75rem; padding-block: .2rem; }
.tertium-choice-weights label { flex: 1; min-inline-size: 0; }
.tertium-choice-weights small { color: var(--tertium-quiet); }
.tertium-choice-weights input { display: block; inline-size: 100%; block-size: 1.75rem; }
.tertium-choice-weights output { inline-size: 2.5em; text-align: end; line-height: 1.75rem; font-variant-numeric: tabular-nums; }
.tertium-choice-ranking { margin-block-start: 1rem; padding-block-start: 1rem; border-block-start: 1px solid var(--tertium-line); }
.tertium-choice-result { font-weight: 600; }
.tertium-choice-ranking ol { margin: 0 0 1rem; padding-inline-start: 1.5rem; }
.tertium-choice-ranking ol > li { margin-block-end: .75rem; }
.tertium-choice-place { display: flex; flex-wrap: wrap; gap: .1rem .75rem; justify-content: space-between; margin-block-end: .25rem; }
.tertium-choice-place span { color: var(--tertium-quiet); font-size: .9375em; font-variant-numeric: tabular-nums; }
.tertium-choice-ranking svg { display: block; inline-size: 100%; block-size: .6rem; border: 1px solid var(--tertium-strong-line); forced-color-adjust: none; }
.tertium-choice-ranking svg:dir(rtl) { transform: scaleX(-1); }
.tertium-choice-scale { fill: var(--tertium-raised); }
.tertium-choice-range { fill: color-mix(in oklab, var(--tertium-accent) 35%, var(--tertium-paper)); }
.tertium-choice-score { fill: var(--tertium-accent); }
summary { cursor: pointer; font-size: .8438em; color: var(--tertium-quiet); inline-size: fit-content; }
details ul, .tertium-choice-ranking > ul { margin: .25rem 0 0; padding-inline-start: 1.25rem; font-size: .8438em; }
.tertium-choice-note { border-inline-start: 3px solid var(--tertium-partial); padding-inline-start: .6rem; }
@media (forced-colors: active) {
  .tertium-choice-scale { fill: Canvas; }
  .tertium-choice-range { fill: GrayText; }
  .tertium-choice-score { fill: CanvasText; }
}
@media print { .tertium-choice-weights { display: none; } }
`;
