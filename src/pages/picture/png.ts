import { renderAsync } from '@resvg/resvg-js';
import { fontFamily, fontFiles, hasGlyphs } from './fonts.js';

/**
 * Draws an SVG picture as PNG, in the thread pool of libuv.
 * @param svg a picture without references to other files
 * @returns the bytes of the PNG file
 */
export async function drawPng(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, {
    font: {
      fontFiles: [...fontFiles],
      defaultFontFamily: fontFamily,
      // Reading the fonts of the system is slow. They are needed only for characters that `fontFiles` lack, such as Chinese ones.
      loadSystemFonts: !hasGlyphs(svg),
    },
  });
  return image.asPng();
}
