/** Rules for forced colours and for print. */
export const printStyles = `
@media (forced-colors: active) {
  .narrow [aria-current], sup a, .tertium-source::before, button { border: 1px solid; }
  .narrow [aria-current] { forced-color-adjust: none; background: Highlight; color: HighlightText; border-color: Highlight; }
  td::after, .tertium-counts li::after { border-color: CanvasText !important; }
}
@page { margin: 16mm 14mm; }
@page wide { size: landscape; margin: 10mm; }
@media print {
  :root { color-scheme: light; --tertium-paper: #fff; --tertium-raised: #fff; --tertium-ink: #000; --tertium-quiet: #444; --tertium-line: #bbb; --tertium-strong-line: #777; --tertium-accent: #000; --tertium-yes: #000; --tertium-partial: #000; --tertium-no: #000; --tertium-hatch: #ccc; }
  html { font-size: 9.5pt; background: none; }
  header.site form, .skip, .narrow, footer.site, .aside form, .aside details, .pager, .tertium-close { display: none !important; }
  main { padding: 0; max-inline-size: none; }
  h1 { font-size: 20pt; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; color: inherit; }
  .tertium-comparison { font-size: 8.5pt; }
  .tertium-comparison.tertium-wide { page: wide; font-size: 6pt; overflow: visible; max-block-size: none; border: 0; }
  .tertium-comparison.tertium-wide table { inline-size: 100%; min-inline-size: 0; }
  .tertium-comparison.tertium-wide :is(th, td) { inline-size: auto; padding: 2pt; }
  .tertium-comparison.tertium-wide th { position: static; }
  .tertium-comparison.tertium-wide td:is(.tertium-contested, .tertium-unknown, .tertium-inapplicable, .tertium-unstated) { padding-inline-start: 6pt; }
  .tertium-comparison :is(thead th, th p, td p, .tertium-state, [scope=row]) { font-size: inherit !important; }
  .tertium-comparison.tertium-wide caption { position: static; }
  .tertium-comparison thead { display: table-header-group; }
  .tertium-comparison thead th { position: static; }
  .tertium-comparison thead th:first-child { inline-size: 20%; }
  .tertium-comparison.tertium-wide thead th:first-child { inline-size: 12%; }
  .tertium-comparison tr { break-inside: avoid; }
  .tertium-comparison [scope=rowgroup] { break-after: avoid; padding-block-start: 10pt; }
  .tertium-comparison th p:not(.tertium-verdict) { display: none; }
  td.tertium-unknown, td.tertium-inapplicable { background-image: none; }
  .tertium-sources { font-size: 8.5pt; max-inline-size: none; }
  .tertium-source ol { font-size: inherit; }
  .tertium-details a[href]::after { content: ' (' attr(href) ')'; overflow-wrap: anywhere; }
}
`;
