import { TextDecoder } from 'node:util';
import sax, { type SAXOptions } from 'sax';

/** Is told of the elements of a part, by names without prefixes. */
export interface XmlHandler {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads well-formed XML. What a document type declares is not looked at: an entity other than the five of XML is an error.
 * @param broken makes the error that is thrown where it is not well-formed
 */
export async function readXml(
  pieces: AsyncIterable<Buffer>,
  handler: XmlHandler,
  broken: (came: string) => Error,
): Promise<void> {
  const reader = sax.parser(true, strictly);
  const refuse = (message: string): Error => broken(`XML that is not well-formed (${message.slice(0, 120)})`);
  // The parser would go on after an error until it is told of it.
  reader.onerror = (error) => {
    throw refuse(error.message.replaceAll('\n', ', '));
  };
  let depth = 0;
  reader.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > deepest) throw refuse(`more than ${deepest} levels`);
    const own = Object.entries(attributes as Record<string, string>);
    handler.open(localName(name), new Map(own.map(([key, value]) => [localName(key), value])));
  };
  reader.onclosetag = (name) => {
    depth -= 1;
    handler.close?.(localName(name));
  };
  reader.ontext = (text) => handler.text?.(text);
  reader.oncdata = (text) => handler.text?.(text);
  for await (const text of decoded(pieces, broken)) reader.write(text);
  reader.close();
}

async function* decoded(
  pieces: AsyncIterable<Buffer>,
  broken: (came: string) => Error,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch (error) {
      throw Object.assign(broken('bytes that are neither UTF-8 nor UTF-16'), { cause: error });
    }
    yield text;
  }
}

const deepest = 64;
/** The types of the parser do not know of this: no entities of HTML. */
const strictly: SAXOptions & { readonly strictEntities: boolean } = { strictEntities: true };

function encodingOf(beginning: Buffer): string {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
