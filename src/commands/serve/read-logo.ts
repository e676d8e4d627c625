import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LogoFile } from '../../http/pages/site-settings.js';
import { CommandError } from '../terminal/command-error.js';

/** Every page loads the logo, so a larger file would slow down all of them. */
const maxBytes = 256 * 1024;

/**
 * Reads the logo that SITE_LOGO names.
 * @param logo the path of a file; a URL with `https://`, or null without a logo, is returned unchanged
 * @throws {CommandError} if the file cannot be read, or is too large
 */
export async function readLogo(logo: string | null): Promise<string | LogoFile | null> {
  if (logo === null || logo.startsWith('https://')) return logo;
  const bytes = await readFile(logo).catch((error: unknown) => {
    throw new CommandError(`SITE_LOGO: expected a readable file, got ${JSON.stringify(logo)}.`, error);
  });
  if (bytes.length > maxBytes) {
    const message = `SITE_LOGO: expected a file of ${maxBytes} bytes at most, got ${bytes.length} bytes.`;
    throw new CommandError(message, undefined);
  }
  return { name: basename(logo), bytes };
}
