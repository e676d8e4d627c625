import sax from 'sax';

/** An element of a parsed document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text of the element, without the texts of its children. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Parses a document. @throws {Error} if it is not well-formed */
export function parseXml(text: string): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const element: OpenElement = {
      name,
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = (content) => {
    const element = open.at(-1);
    if (element) element.text += content;
  };
  parser.write(text).close();
  const [document, second] = root.children;
  if (!document || second) throw new Error('Expected one element.');
  return document;
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Returns the text of the only child with a name. @throws {Error} if there is not exactly one */
export function textOf(element: XmlElement, name: string): string {
  const found = childrenOf(element, name);
  if (found.length !== 1)
    throw new Error(`Expected one <${name}> in <${element.name}>, got ${found.length}.`);
  return found[0]?.text ?? '';
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

/**
 * Lists the checked rules that a feed breaks: rules of RFC 4287, by section, and stricter rules for feeds of Tertium.
 * @throws {Error} if the feed or an entry does not have exactly one id
 */
export function atomProblems(feed: XmlElement): readonly string[] {
  const problems: string[] = [];
  const check = (isMet: boolean, rule: string): void => void (isMet || problems.push(rule));
  const count = (element: XmlElement, name: string): number => childrenOf(element, name).length;
  check(feed.name === 'feed', '4.1.1: the document element is atom:feed');
  check(feed.attributes['xmlns'] === 'http://www.w3.org/2005/Atom', '1.2: the namespace is that of Atom');
  const entries = childrenOf(feed, 'entry');
  for (const element of [feed, ...entries]) {
    for (const name of ['id', 'title', 'updated'])
      check(count(element, name) === 1, `4.1: one ${name} in ${element.name}`);
    check(URL.canParse(textOf(element, 'id')), '4.2.6: atom:id is an IRI with a scheme');
    const dates = [...childrenOf(element, 'updated'), ...childrenOf(element, 'published')];
    check(
      dates.every(({ text }) => rfc3339.test(text) && !Number.isNaN(Date.parse(text))),
      '3.3: dates have the format of RFC 3339',
    );
    const links = childrenOf(element, 'link').map(({ attributes }) => attributes);
    check(
      links.every(
        ({ href, rel, type }) => URL.canParse(href ?? '') && rel !== undefined && type !== undefined,
      ),
      '4.2.7: links have an absolute href, a rel and a type',
    );
    const alternates = links
      .filter(({ rel }) => rel === 'alternate')
      .map(({ type, hreflang }) => `${type} ${hreflang}`);
    check(new Set(alternates).size === alternates.length, '4.1.1: one alternate link per type and language');
  }
  check(
    count(feed, 'author') === 1 || entries.every((entry) => count(entry, 'author') > 0),
    '4.1.1: an author of the feed or of every entry',
  );
  check(
    childrenOf(feed, 'author').every((author) => count(author, 'name') === 1),
    '3.2.1: authors have one name',
  );
  check(
    childrenOf(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self').length === 1,
    '4.1.1: the feed has one link to itself',
  );
  for (const entry of entries) {
    const [content, second] = childrenOf(entry, 'content');
    check(content !== undefined && second === undefined, '4.1.2: exactly one content');
    check(
      content?.attributes['type'] === 'html' && content.children.length === 0,
      '4.1.3.3: HTML is escaped',
    );
  }
  const ids = entries.map((entry) => textOf(entry, 'id'));
  check(new Set(ids).size === ids.length, '4.1.1: entries have different ids');
  return problems;
}
