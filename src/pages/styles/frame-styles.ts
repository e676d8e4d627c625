/**
 * Rules for comparisons in frames. A frame that has the height of its content (`.fitted`) does not scroll, so the sheet of a source at the lower
 * edge of the frame could be out of view. In such a frame, references lead to the list of sources.
 */
export const frameStyles = `
.frame { min-block-size: 0; }
.frame main { max-inline-size: none; padding: clamp(.75rem, 3vw, 1.25rem); }
.frame h1 { font-size: 1.25rem; max-inline-size: none; margin-block-end: .75rem; }
.frame h1 a { color: inherit; }
.frame h2 { font-size: 1.0625rem; margin-block-start: 1.5rem; }
.frame footer { font-size: .875rem; color: var(--tertium-quiet); border-block-start: 1px solid var(--tertium-line); padding-block-start: .75rem; }
.frame footer p { margin: 0; }
.frame .tertium-wide { max-block-size: none; }
@media screen {
  .fitted .tertium-source:is(:target, :has(li:target)) { position: relative; inset: auto; z-index: auto; margin: 0 0 1.5rem; max-block-size: none; padding: 0; padding-inline-start: 2.5rem; border: 0; border-radius: 0; box-shadow: none; overflow: visible; }
  .fitted .tertium-source:is(:target, :has(li:target))::before { inset-inline-start: 0; }
  .fitted .tertium-source:is(:target, :has(li:target)) li:not(:target) { display: list-item; }
  .fitted .tertium-source:is(:target, :has(li:target)) .tertium-close { display: none; }
  .fitted .tertium-source:is(:target, :has(li:target)) ol { font-size: .8438rem; }
  .fitted .tertium-source:target, .fitted li:target { background: color-mix(in oklab, var(--tertium-accent) 9%, var(--tertium-paper)); }
  .fitted .tertium-source li:not(#_#_) { position: static; max-block-size: none; padding: .15rem 0; border: 0; box-shadow: none; font-size: inherit; overflow: visible; }
}
`;
