/** Tests that the Node versions of the image, the tests, package.json and the README agree. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const read = (name: string): Promise<string> => readFile(name, 'utf8');
const readJson = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await read(name)) as Record<string, unknown>;

/** Reads the newest major version of Node on which the unit tests run, from the package of its binary. */
async function testedMajor(): Promise<string> {
  const { optionalDependencies } = await readJson('tools/node-24/package.json');
  const [binary] = Object.values(optionalDependencies as Record<string, string>);
  return String(binary).split('.')[0] ?? '';
}

test('every stage of the Dockerfile has the newest major version of Node on which the unit tests run', async () => {
  const images = [...(await read('Dockerfile')).matchAll(/^FROM (\S+)/gmu)].map(([, image]) => image);
  expect(images.length).toBeGreaterThan(0);
  for (const image of images) {
    expect(image).toMatch(new RegExp(`^node:${await testedMajor()}-`, 'u'));
  }
});

test('the image and the tests use an even version, because only even versions get long-term support', async () => {
  expect(Number(await testedMajor()) % 2).toBe(0);
});

test('package.json and the README name the same versions, and the README names the end of life of Node 20', async () => {
  const { engines } = await readJson('package.json');
  const newest = await testedMajor();
  expect(engines).toEqual({ node: `^20.19.0 || ^22.12.0 || >=${newest}.0.0` });
  const readme = await read('README.md');
  expect(readme).toContain(`You need only Node ${newest}, 22.12 or 20.19.`);
  expect(readme).toMatch(
    /Node 20 reached its end of life in April 2026; Tertium supports it as long as all tests pass on it\./u,
  );
});
