/** Rules for the layout and typography of pages. */
export const layoutStyles = `
:root { scroll-padding-block: 5rem 9rem; }
*, ::before, ::after { box-sizing: border-box; }
html {
  background: var(--tertium-paper);
  color: var(--tertium-ink);
  font: 100%/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell, 'Helvetica Neue', Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  overflow-wrap: anywhere;
}
body { margin: 0; display: flex; flex-direction: column; min-block-size: 100vh; }
main { flex: 1; inline-size: 100%; max-inline-size: 78rem; margin-inline: auto; padding: 2.5rem clamp(1rem, 4vw, 2.5rem) 4rem; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; letter-spacing: -.012em; margin: 0; font-weight: 650; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.2vw, 2.75rem); max-inline-size: 24em; letter-spacing: -.022em; }
h1.long { font-size: clamp(1.375rem, 1rem + 1.2vw, 1.75rem); max-inline-size: 40em; }
h2 { font-size: 1.3rem; margin-block: 3rem .75rem; }
h3 { font-size: 1rem; margin-block: 2rem .5rem; }
p { margin-block: 0 .75rem; text-wrap: pretty; }
[dir=auto] { text-align: match-parent; }
ul, ol { margin-block: 0; padding-inline-start: 1.25rem; }
/* If the text of an item has another direction than the list, its marker is on the side without padding. */
:dir(ltr) > li:dir(rtl), :dir(rtl) > li:dir(ltr) { margin-inline-start: 1.25rem; }
a { color: var(--tertium-accent); text-decoration-thickness: 1px; text-underline-offset: .18em; text-decoration-color: color-mix(in srgb, currentcolor 40%, transparent); }
a:hover { text-decoration-color: currentcolor; }
:focus-visible { outline: 2px solid var(--tertium-accent); outline-offset: 2px; border-radius: 3px; }
:target { scroll-margin-block: 5rem; }
.tertium-icons { position: absolute; }
.tertium-i { inline-size: 1em; block-size: 1em; flex: none; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: -10rem; z-index: 9; padding: .6rem 1rem; background: var(--tertium-paper); border: 2px solid; border-radius: var(--tertium-radius); }
.skip:focus { inset-block-start: .5rem; }
header.site, footer.site { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 2rem; padding: .75rem max(clamp(1rem, 4vw, 2.5rem), (100% - 73rem) / 2); }
header.site { justify-content: space-between; border-block-end: 1px solid var(--tertium-line); }
header.site > a { display: inline-flex; align-items: center; gap: .6rem; color: var(--tertium-ink); font-weight: 650; text-decoration: none; letter-spacing: -.01em; padding-block: .25rem; }
header.site > a:hover { text-decoration: underline; }
header.site img { max-inline-size: 60vw; object-fit: contain; }
/* The name beside a logo of unknown width must not move when the logo is loaded. */
header.site img:not([width]) { inline-size: 7rem; object-position: left; }
footer.site { justify-content: space-between; border-block-start: 1px solid var(--tertium-line); color: var(--tertium-quiet); font-size: .875rem; padding-block: 1.25rem; }
footer.site p { margin: 0; flex: 1 1 100%; }
footer.site a { color: inherit; }
footer.site [aria-current] { color: var(--tertium-ink); text-decoration: none; font-weight: 600; }
form[role=search] { display: flex; gap: .4rem; flex: 0 1 26rem; min-inline-size: 0; }
input, button { font: inherit; font-size: .9375rem; color: inherit; border: 1px solid var(--tertium-strong-line); border-radius: var(--tertium-radius); background: var(--tertium-paper); padding: .4rem .7rem; min-block-size: 2.4rem; max-inline-size: 100%; }
input[type=search] { flex: 1; min-inline-size: 0; appearance: none; text-overflow: ellipsis; }
::placeholder { color: var(--tertium-quiet); opacity: 1; }
input[type=checkbox] { min-block-size: 0; inline-size: 1.1rem; block-size: 1.1rem; margin: 0; accent-color: var(--tertium-accent); flex: none; }
button { cursor: pointer; font-weight: 550; background: var(--tertium-raised); }
button:hover { border-color: var(--tertium-ink); }
button.main { background: var(--tertium-accent); border-color: var(--tertium-accent); color: var(--tertium-paper); }
.lead { font-size: clamp(1.125rem, 1rem + .5vw, 1.3125rem); line-height: 1.5; max-inline-size: 44em; margin-block: 1rem .75rem; }
article > header > p, .lead { max-inline-size: 46em; }
h1 + p { margin-block-start: 1rem; }
.eyebrow { margin: 0 0 .5rem; color: var(--tertium-quiet); font-size: .875rem; }
.notice { padding: .6rem .9rem; border-inline-start: 3px solid var(--tertium-accent); background: var(--tertium-raised); border-radius: 0 var(--tertium-radius) var(--tertium-radius) 0; }
.findings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 3.5rem; }
.findings li { margin-block-end: .5rem; }
.findings h2, .aside h2 { margin-block-start: 2.25rem; font-size: 1.0625rem; }
dl { margin: 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .6rem; color: var(--tertium-quiet); }
.aside { max-inline-size: 46em; }
.inline { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; margin: 0; list-style: none; }
.pager { display: flex; gap: .75rem; align-items: baseline; margin-block: 1rem; color: var(--tertium-quiet); }
.plain { list-style: none; padding: 0; }
.plain li { margin-block-end: .6rem; }
.plain p { margin: 0; color: var(--tertium-quiet); font-size: .9375rem; }
.tag { display: inline-block; font-size: .75rem; font-weight: 550; color: var(--tertium-quiet); border: 1px solid var(--tertium-line); border-radius: 1em; padding: .05rem .55rem; white-space: nowrap; }
mark { background: color-mix(in oklab, #ffcf33 35%, transparent); color: inherit; border-radius: 2px; }
pre { white-space: pre-wrap; font-size: .8125rem; line-height: 1.5; background: var(--tertium-raised); padding: 1rem; border-radius: var(--tertium-radius); }
details { margin-block-start: .75rem; }
summary { cursor: pointer; }
.choose { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: .15rem 1.5rem; padding: 0; list-style: none; margin-block: 0 1rem; }
.choose li { display: flex; gap: .6rem; align-items: baseline; padding-block: .3rem; }
.choose input { translate: 0 .15rem; }
.choose label { flex: 1; }
.changes { list-style: none; padding: 0; margin-block-start: 1rem; }
.changes li { border-block-start: 1px solid var(--tertium-line); padding-block: .75rem; }
.changes p { margin: 0 0 .25rem; }
.changes dl > div { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
.changes dt { font-weight: 400; color: var(--tertium-quiet); flex: 0 0 10rem; }
.changes dd { flex: 1 1 16rem; color: var(--tertium-ink); margin-block-end: .25rem; }
del { color: var(--tertium-quiet); text-decoration-color: var(--tertium-no); }
ins { text-decoration: none; border-block-end: 2px solid var(--tertium-yes); }
ins::before { content: '→ ' / ''; color: var(--tertium-quiet); }
[dir=rtl] ins::before, ins:dir(rtl)::before { content: '← ' / ''; }
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
`;
