import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { ConcreteRequest, ReaderFragment } from 'relay-runtime';

/** The schema without the directives of federation: Relay's compiler does not accept `@link`. */
const schemaFile = fileURLToPath(new URL('../../schema.client.graphql', import.meta.url));

/** The path of the compiler for this machine; null if `relay-compiler` does not support the machine. */
const compiler = createRequire(import.meta.url)('relay-compiler') as string | null;

/**
 * Compiles documents with Relay's compiler, as an application does.
 * @param documents queries and fragments; their names start with `Widgets`
 * @returns the artifact of each document
 */
export async function compileForRelay<Name extends string>(
  documents: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, ConcreteRequest & ReaderFragment>>> {
  const folder = await mkdtemp(join(tmpdir(), 'tertium-relay-'));
  try {
    const names = Object.keys(documents) as Name[];
    const config = join(folder, 'relay.config.json');
    await mkdir(join(folder, 'artifacts'));
    await copyFile(schemaFile, join(folder, 'schema.graphql'));
    await writeFile(
      join(folder, 'Widgets.js'),
      names.map((name) => `graphql\`${documents[name]}\`;\n`).join(''),
    );
    await writeFile(
      config,
      JSON.stringify({
        src: folder,
        schema: join(folder, 'schema.graphql'),
        language: 'javascript',
        artifactDirectory: join(folder, 'artifacts'),
      }),
    );
    await promisify(execFile)(compiler ?? 'relay', [config]);
    const artifacts = names.map(async (name) => {
      const file = pathToFileURL(join(folder, 'artifacts', `${name}.graphql.js`));
      const { default: artifact } = (await import(file.href)) as {
        default: ConcreteRequest & ReaderFragment;
      };
      return [name, artifact] as const;
    });
    return Object.fromEntries(await Promise.all(artifacts)) as Record<Name, ConcreteRequest & ReaderFragment>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
