import { Readability } from '@mozilla/readability';
import type { Element, Nodes, Parents, Root } from 'hast';
import { parseHTML } from 'linkedom';

const furnitureNames = new Set(
  'script style noscript template svg math iframe object embed canvas audio video form button select input textarea nav footer aside dialog head menu'.split(
    ' ',
  ),
);

/** Whether an element is never part of an article. */
export function isFurniture({ tagName, properties }: Element): boolean {
  return (
    furnitureNames.has(tagName) ||
    properties['hidden'] === true ||
    properties['ariaHidden'] === 'true' ||
    properties['role'] === 'navigation'
  );
}

const indexAttribute = 'data-index';
const contentNames = /^(?:h[1-6]|p|li|td|th|dt|dd|blockquote)$/u;

/**
 * Finds the article of a web page with Readability.
 * @returns a predicate that accepts the elements of the article, first-level headings, the elements that contain one of these, and all
 *   furniture (see `isFurniture`). It accepts every element if Readability finds no article, or if the article lacks a table cell, most
 *   headings below the first level, or most of the text: lost content is worse than page furniture in the article.
 */
export function mainPart(root: Root): (element: Element) => boolean {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as {
    document: DomDocument;
  };
  const elements: Element[] = [];
  const body = find(root, 'body');
  if (!body) return () => true;
  copyChildren(body, document.body, document, elements);
  const articleElements = new Set<Element>();
  const article = new Readability<{
    querySelectorAll(selector: string): Iterable<{ getAttribute(name: string): string | null }>;
  }>(document as unknown as ConstructorParameters<typeof Readability>[0], {
    serializer: (node) => node as never,
    charThreshold: 100,
    keepClasses: true,
  }).parse();
  const content = article?.content;
  if (!content) return () => true;
  for (const node of content.querySelectorAll(`[${indexAttribute}]`)) {
    const element = elements[Number(node.getAttribute(indexAttribute))];
    if (element) articleElements.add(element);
  }
  const contentElements = elements.filter((element) => contentNames.test(element.tagName));
  const lost = contentElements.filter((element) => !articleElements.has(element) && element.tagName !== 'h1');
  const losesTable = lost.some(({ tagName }) => tagName === 'td' || tagName === 'th');
  const losesHeading =
    lost.filter(({ tagName }) => /^h[2-6]$/u.test(tagName)).length >
    contentElements.filter(({ tagName }) => /^h[2-6]$/u.test(tagName)).length / 2;
  if (losesTable || losesHeading || lengthOfAll(lost) > lengthOfAll(contentElements) / 2) return () => true;
  const copied = new Set(elements);
  const ancestors = new Set<Element>();
  markAncestors(body, articleElements, ancestors);
  return (element) => articleElements.has(element) || ancestors.has(element) || !copied.has(element);
}

function find(parent: Parents, name: string): Element | null {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    const found = child.tagName === name ? child : find(child, name);
    if (found) return found;
  }
  return null;
}

/** The part of the DOM that this file uses. The types of linkedom require the DOM types of a browser. */
interface DomNode {
  appendChild(child: DomNode): unknown;
  setAttribute(name: string, value: string): void;
}

interface DomDocument {
  readonly body: DomNode;
  createElement(name: string): DomNode;
  createTextNode(text: string): DomNode;
}

function copyChildren(parent: Parents, target: DomNode, document: DomDocument, elements: Element[]): void {
  for (const child of parent.children) {
    if (child.type === 'text') {
      target.appendChild(document.createTextNode(child.value));
    } else if (child.type === 'element' && !isFurniture(child)) {
      const copy = document.createElement(child.tagName);
      const { className, id } = child.properties;
      if (Array.isArray(className)) copy.setAttribute('class', className.join(' '));
      if (typeof id === 'string') copy.setAttribute('id', id);
      copy.setAttribute(indexAttribute, String(elements.length));
      elements.push(child);
      target.appendChild(copy);
      copyChildren(child, copy, document, elements);
    }
  }
}

/**
 * Adds an element and its descendants to `ancestors` if they are or contain an article element or a first-level heading.
 * @returns whether the element itself was added
 */
function markAncestors(
  element: Element,
  articleElements: ReadonlySet<Element>,
  ancestors: Set<Element>,
): boolean {
  let isAncestor = articleElements.has(element) || element.tagName === 'h1';
  for (const child of element.children) {
    if (child.type === 'element' && markAncestors(child, articleElements, ancestors)) isAncestor = true;
  }
  if (isAncestor) ancestors.add(element);
  return isAncestor;
}

function lengthOfAll(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => sum + lengthOf(element), 0);
}

function lengthOf(node: Nodes): number {
  if (node.type === 'text') return node.value.trim().length;
  return 'children' in node ? node.children.reduce((sum: number, child) => sum + lengthOf(child), 0) : 0;
}
