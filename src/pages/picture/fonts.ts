import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** The weights of DejaVu Sans, the font of pictures. The font has Latin, Greek, Cyrillic, Arabic and Hebrew letters. */
export type FontWeight = 'normal' | 'bold';

export const fontFamily = 'DejaVu Sans';

const require = createRequire(import.meta.url);
const files: Readonly<Record<FontWeight, string>> = {
  normal: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

export const fontFiles: readonly string[] = Object.freeze(Object.values(files));

/** The fonts that have been read from their files, by weight. */
const fonts = new Map<FontWeight, Font>();

function fontOf(weight: FontWeight): Font {
  let font = fonts.get(weight);
  if (!font) {
    font = create(readFileSync(files[weight])) as Font;
    fonts.set(weight, font);
  }
  return font;
}

/** Returns the width of a text in pixels, without kerning and ligatures. */
export function textWidth(text: string, size: number, weight: FontWeight): number {
  const font = fontOf(weight);
  let units = 0;
  for (const character of text) units += font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth;
  return (units * size) / font.unitsPerEm;
}

/** Whether the font in normal weight has glyphs for all characters of a text. */
export function hasGlyphs(text: string): boolean {
  const font = fontOf('normal');
  for (const character of text) if (!font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return false;
  return true;
}
