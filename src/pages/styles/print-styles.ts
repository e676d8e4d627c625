/** Forced colors and paper. */
export const printStyles = `
@media (forced-colors: active) {
  .narrow [aria-current], sup a, .source::before, button { border: 1px solid; }
  .narrow [aria-current] { forced-color-adjust: none; background: Highlight; color: HighlightText; border-color: Highlight; }
  td::after, .counts li::after { border-color: CanvasText !important; }
}
@page { margin: 16mm 14mm; }
@page wide { size: landscape; margin: 10mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --raised: #fff; --ink: #000; --quiet: #444; --line: #bbb; --strong-line: #777; --accent: #000; --yes: #000; --partial: #000; --no: #000; --hatch: #ccc; }
  html { font-size: 9.5pt; background: none; }
  header.site form, .skip, .narrow, footer.site, .aside form, .aside details, .pager, .close { display: none !important; }
  main { padding: 0; max-inline-size: none; }
  h1 { font-size: 20pt; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; color: inherit; }
  .comparison { font-size: 8.5pt; }
  .comparison.wide { page: wide; font-size: 6pt; overflow: visible; max-block-size: none; border: 0; }
  .comparison.wide table { inline-size: 100%; min-inline-size: 0; }
  .comparison.wide :is(th, td) { inline-size: auto; padding: 2pt; }
  .comparison.wide th { position: static; }
  .comparison.wide td:is(.contested, .unknown, .inapplicable, .unstated) { padding-inline-start: 6pt; }
  .comparison :is(thead th, th p, td p, .state, [scope=row]) { font-size: inherit !important; }
  .comparison.wide caption { position: static; }
  .comparison thead { display: table-header-group; }
  .comparison thead th { position: static; }
  .comparison thead th:first-child { inline-size: 20%; }
  .comparison.wide thead th:first-child { inline-size: 12%; }
  .comparison tr { break-inside: avoid; }
  .comparison [scope=rowgroup] { break-after: avoid; padding-block-start: 10pt; }
  .comparison th p:not(.verdict) { display: none; }
  td.unknown, td.inapplicable { background-image: none; }
  .sources { font-size: 8.5pt; max-inline-size: none; }
  .source ol { font-size: inherit; }
  .details a[href]::after { content: ' (' attr(href) ')'; overflow-wrap: anywhere; }
}
`;
