import { TextDecoder } from 'node:util';
import sax, { type SAXOptions } from 'sax';

/** Receives the elements and texts of an XML document. Names have no prefixes. */
export interface XmlHandler {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads well-formed XML as a stream. Document type declarations are ignored, so entities other than the
 * five predefined entities are errors.
 * @param broken creates the error for bytes that are not well-formed XML in UTF-8 or UTF-16
 */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
  broken: (actual: string) => Error,
): Promise<void> {
  const reader = sax.parser(true, strictOptions);
  const syntaxError = (message: string): Error =>
    broken(`XML that is not well-formed (${message.slice(0, 120)})`);
  // The parser continues after an error unless this handler throws.
  reader.onerror = (error) => {
    throw syntaxError(error.message.replaceAll('\n', ', '));
  };
  let depth = 0;
  reader.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > depthLimit) throw syntaxError(`more than ${depthLimit} levels`);
    const entries = Object.entries(attributes as Record<string, string>);
    handler.open(localName(name), new Map(entries.map(([key, value]) => [localName(key), value])));
  };
  reader.onclosetag = (name) => {
    depth -= 1;
    handler.close?.(localName(name));
  };
  reader.ontext = (text) => handler.text?.(text);
  reader.oncdata = (text) => handler.text?.(text);
  for await (const text of decode(chunks, broken)) reader.write(text);
  reader.close();
}

async function* decode(
  chunks: AsyncIterable<Buffer>,
  broken: (actual: string) => Error,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw Object.assign(broken('bytes that are neither UTF-8 nor UTF-16'), { cause: error });
    }
    yield text;
  }
}

const depthLimit = 64;
/** An option that the type declarations lack: HTML entities are errors. */
const strictOptions: SAXOptions & { readonly strictEntities: boolean } = { strictEntities: true };

function encodingOf(start: Buffer): string {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
