/** The colours of pages and widgets by name: for light backgrounds, and for dark ones. `--tertium-brand` is the accent colour of the site. */
const colors = {
  paper: ['#fff', '#141716'],
  raised: ['#f6f7f6', '#1d2120'],
  ink: ['#1b1f1e', '#e8ebe9'],
  quiet: ['#59625f', '#a3ada9'],
  line: ['#dfe3e1', '#313735'],
  'strong-line': ['#b9c1be', '#57605d'],
  accent: ['var(--tertium-brand)', 'color-mix(in oklab, var(--tertium-brand) 45%, #e4fbff)'],
  yes: ['#17703f', '#6fcf97'],
  partial: ['#8a5300', '#e0ab5b'],
  no: ['#a92f24', '#f0948a'],
  hatch: ['#e3e7e5', '#2b302e'],
  shade: ['#0002', '#000a'],
} as const;

const radius = '6px';

function declarations(of: (light: string, dark: string) => string): string {
  return Object.entries(colors)
    .map(([name, [light, dark]]) => `--tertium-${name}:${of(light, dark)};`)
    .join('');
}

/** The custom properties of pages, for the light and the dark mode. */
export const pageColors = `
:root { color-scheme: light dark; --tertium-radius: ${radius}; ${declarations((light) => light)} }
@media (prefers-color-scheme: dark) { :root { ${declarations((_, dark) => dark)} } }
`;

/**
 * The custom properties of widgets. Their colours follow the `color-scheme` of the element that uses them, so that a widget is dark only on a
 * dark site. The selector has no specificity, so that rules of the site override these properties.
 */
export const widgetColors = `
:where(:root) { --tertium-radius: ${radius}; ${declarations((light, dark) => `light-dark(${light}, ${dark})`)} }
`;
