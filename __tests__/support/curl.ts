import type { TestRequest } from './requests.js';

/**
 * Parses a `curl` command into the request that the command sends. Supports only the options that the documents use.
 * @throws {Error} for another command, an unsupported option, or a URL that does not start with `http://127.0.0.1:4000/`
 */
export function requestOfCurl(command: string): TestRequest {
  const [program, ...words] = wordsOf(command);
  if (program !== 'curl') throw new Error(`Expected a curl command, got ${command}`);
  const headers: Record<string, string> = {};
  const data: string[] = [];
  const search = new URLSearchParams();
  let path = '';
  let isGet = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const value = (): string => words[(index += 1)] ?? '';
    if (word === '--get') isGet = true;
    else if (word === '--include') continue;
    else if (word === '--compressed') headers['accept-encoding'] = 'deflate, gzip, br';
    else if (word === '--data') data.push(value());
    else if (word === '--header') {
      const [name = '', text = ''] = value().split(/: (.*)/su);
      headers[name.toLowerCase()] = text;
    } else if (word === '--data-urlencode') {
      const [name = '', text = ''] = value().split(/=(.*)/su);
      search.append(name, text);
    } else if (word.startsWith('http://127.0.0.1:4000/')) path = word.slice('http://127.0.0.1:4000'.length);
    else throw new Error(`Expected a supported option of curl, got ${word}`);
  }
  const query = search.toString();
  if (isGet) return { method: 'GET', path: query === '' ? path : `${path}?${query}`, headers };
  if (data.length === 0) return { method: 'GET', path, headers };
  return { method: 'POST', path, headers, body: data.join('&') };
}

/** Extracts the commands of a shell script that begin with `curl`, each as one line. */
export function curlCommands(script: string): readonly string[] {
  return script
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.startsWith('curl '));
}

/** Splits a shell command into words, which may be in single quotes. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
