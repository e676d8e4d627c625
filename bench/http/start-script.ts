import { readFile } from 'node:fs/promises';

/** The command of `npm start`. */
export interface StartScript {
  readonly nodeFlags: readonly string[];
  /** The program and its arguments. */
  readonly program: readonly string[];
}

/** Parses `npm start` of the package.json in the working directory. @throws {Error} if `npm start` does not run Node with a program */
export async function readStartScript(): Promise<StartScript> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  return parseStartScript(scripts.start);
}

/** Parses the command of a script. @throws {Error} if the script does not run Node with a program */
export function parseStartScript(script: string): StartScript {
  const [command, ...words] = script.split(' ');
  const program = words.findIndex((word) => !word.startsWith('-'));
  if (command !== 'node' || program < 0) {
    throw new Error(`Expected \`npm start\` to be "node FLAGS PROGRAM …", got "${script}".`);
  }
  return { nodeFlags: words.slice(0, program), program: words.slice(program) };
}
