import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts Chromium. Its package contains the browser, its libraries and a font.
 * @param args the arguments of its command line
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const directory = await unpackedChromium();
  return chromium.launch({
    args: [...args],
    executablePath: join(directory, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(directory, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(directory, 'fonts.conf'),
    },
  });
}

/** Finds the folder of the browser. Unpacks the browser once for each version, into the cache folder of the packages. */
async function unpackedChromium(): Promise<string> {
  const packageFile = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../../package.json',
  );
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
  const cache = join(dirname(packageFile), '../../.cache');
  const directory = join(cache, `chromium-${version}-dejavu`);
  if (!existsSync(directory)) {
    await mkdir(cache, { recursive: true });
    // Unpacks to a temporary folder and then renames it, so that no test process starts an incomplete browser.
    const unpacking = await mkdtemp(`${directory}-`);
    await unpackInto(unpacking);
    // The package's font configuration names AWS folders. Without a font, the browser crashes when it renders text.
    await writeFile(join(unpacking, 'fonts.conf'), fontConfiguration(directory));
    await rename(unpacking, directory).catch(async (cause: unknown) => {
      await rm(unpacking, { recursive: true });
      if (!existsSync(directory)) throw cause;
    });
  }
  return directory;
}

/**
 * Unpacks the package into a folder. The package unpacks into the folder for temporary files, and unpacks its libraries only
 * on AWS. Environment variables control both, so the code of the package runs in a process with a separate environment.
 */
async function unpackInto(directory: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: directory, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
}

function fontConfiguration(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <dir>${dejavuFonts()}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

/** Finds the folder of fonts with Arabic letters and arrows, which the font of the package does not have. */
function dejavuFonts(): string {
  return join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
}
