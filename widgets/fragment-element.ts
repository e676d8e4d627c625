import { parseHtml } from './trusted-html.js';

/** The reason why an element shows no content, or still shows the previous content. */
export class FragmentError extends Error {
  readonly code: string;

  /** @param code of the API, or `NO_SUBJECT`, `UNREACHABLE`, `UNEXPECTED_RESPONSE`, `FORBIDDEN_BY_PAGE` */
  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The sentences that are shown if the first request fails. Later texts are in the responses of the server, in every language. */
const sentences = {
  en: { failed: 'This content could not be loaded.', open: 'Open it on its site' },
  de: { failed: 'Dieser Inhalt konnte nicht geladen werden.', open: 'Auf seiner Website öffnen' },
};

/** The time limit of a request in milliseconds. */
const requestTimeout = 20_000;
/** The time limit of the style sheet in milliseconds. After that, the content is shown without styles. */
const styleSheetTimeout = 3_000;

/** The address of the server that this module comes from: modules are served at `/widgets/<version>/<file>`. */
const ownServer = new URL(/* @vite-ignore */ '../../', import.meta.url).href;

let created = 0;

/**
 * An element that shows an HTML fragment of the server. If the page already contains the fragment inside the element, the element uses this fragment
 * instead of a first request. Dispatches `tertium-ready` when it shows content, and `tertium-error` with `code` and `message` if it cannot.
 */
export abstract class FragmentElement extends HTMLElement {
  /** The shown content: the element with the class `tertium`. */
  protected content: HTMLElement | null = null;
  #request: AbortController | null = null;
  #isScheduled = false;
  #isStarted = false;
  #prefix: string | null = null;

  /** The path and query of the fragment; null if no attribute names the content. */
  protected abstract fragmentPath(): string | null;
  /** The path and query of the page with the same content, for the link that is shown with an error. */
  protected abstract pagePath(): string;
  /** Called when content is shown: new content that was inserted into the document, or content that the page contained. */
  protected abstract adopt(content: HTMLElement, data: unknown): void;

  connectedCallback(): void {
    // While the document is parsed, the children of the element may still be missing.
    if (document.readyState === 'loading') {
      addEventListener('DOMContentLoaded', () => this.#start(), { once: true });
    } else this.#start();
  }

  disconnectedCallback(): void {
    this.#request?.abort();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after && this.#isStarted) this.reload();
  }

  /** The address of the server: the attribute `src` if it is an HTTP or HTTPS address, otherwise the server of this module. */
  get server(): string {
    const src = this.getAttribute('src')?.trim() ?? '';
    const url = src.replace(/\/*$/u, '/');
    const isWeb = src !== '' && URL.canParse(url, document.baseURI);
    const { protocol, href } = new URL(isWeb ? url : ownServer, document.baseURI);
    return /^https?:$/u.test(protocol) ? href : ownServer;
  }

  /** Requests the content again. Several calls before the next microtask cause one request. */
  protected reload(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (this.isConnected) void this.#load();
    });
  }

  /** Replaces the previous content. @returns the element that is in the document */
  protected place(next: HTMLElement, _previous: HTMLElement | null): HTMLElement {
    this.replaceChildren(next);
    return next;
  }

  #start(): void {
    if (!this.isConnected) return;
    this.#isStarted = true;
    if (this.content) {
      // The element was moved in the document, which aborted its request.
      if (this.hasAttribute('aria-busy')) this.reload();
      return;
    }
    const kept = this.querySelector<HTMLElement>(':scope > .tertium');
    if (kept) void this.#keep(kept);
    else this.reload();
  }

  async #keep(content: HTMLElement): Promise<void> {
    const data = dataIn(content);
    const prefix = prefixOf(data);
    // A page may contain the same server-rendered content twice, with the same ids.
    const first = content.querySelector(`[id^="${CSS.escape(prefix)}"]`);
    const isFree = !first || document.getElementById(first.id) === first;
    this.#prefix = isFree ? prefix : this.#freePrefix();
    renameIds(content, prefix, this.#prefix);
    this.content = content;
    await this.#styles(data);
    this.#adopt(content, data, true);
  }

  async #load(): Promise<void> {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    this.setAttribute('aria-busy', 'true');
    try {
      const path = this.fragmentPath();
      if (path === null)
        throw new FragmentError('NO_SUBJECT', 'An attribute that names the content is missing.');
      const html = await responseText(new URL(path, this.server), request.signal);
      const next = parsed(html);
      const data = dataIn(next);
      renameIds(next, prefixOf(data), (this.#prefix ??= this.#freePrefix()));
      await this.#styles(data);
      if (request.signal.aborted) return;
      this.content = this.place(next, this.content);
      this.removeAttribute('aria-busy');
      this.#adopt(this.content, data, false);
    } catch (error) {
      if (request.signal.aborted) return;
      this.removeAttribute('aria-busy');
      this.#fail(
        error instanceof FragmentError
          ? error
          : new FragmentError('UNEXPECTED_RESPONSE', String(error), error),
      );
    }
  }

  #adopt(content: HTMLElement, data: unknown, kept: boolean): void {
    this.adopt(content, data);
    this.#dispatch('tertium-ready', { kept });
  }

  /** Shows a sentence and a link if there is no previous content; previous content stays. */
  #fail({ code, message }: FragmentError): void {
    if (!this.content) {
      const language = this.closest<HTMLElement>('[lang]')?.lang.startsWith('de') ? 'de' : 'en';
      const { failed, open } = sentences[language];
      const sentence = document.createElement('p');
      sentence.className = 'tertium-error';
      sentence.setAttribute('role', 'alert');
      sentence.lang = language;
      const link = document.createElement('a');
      link.href = new URL(this.pagePath(), this.server).href;
      link.textContent = open;
      sentence.append(`${failed} `, link);
      this.querySelector(':scope > .tertium-error')?.remove();
      this.append(sentence);
    } else this.failed();
    this.#dispatch('tertium-error', { code, message });
  }

  /** Called if new content cannot be loaded, and the previous content stays. */
  protected failed(): void {}

  #dispatch(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  #freePrefix(): string {
    if (this.id !== '') return `${this.id}-`;
    let prefix: string;
    do prefix = `t${(created += 1)}-`;
    while (document.querySelector(`[id^="${prefix}"]`));
    return prefix;
  }

  /** Loads the style sheet of the server into the document or shadow tree, once, and waits for it. */
  async #styles(data: unknown): Promise<void> {
    const href = (data as { styleSheet?: unknown } | null)?.styleSheet;
    if (typeof href !== 'string') return;
    const tree = this.getRootNode();
    const parent = tree instanceof ShadowRoot ? tree : document.head;
    const links = [
      ...(tree as Document | ShadowRoot).querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'),
    ];
    let link = links.find((each) => each.href === href);
    if (link?.sheet) return;
    if (!link) {
      link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      parent.append(link);
    }
    await settled(link);
  }
}

const references = ['id', 'href', 'aria-describedby', 'aria-labelledby'];

/** Replaces the prefix of all ids, and of the references to them. */
function renameIds(content: HTMLElement, from: string, to: string): void {
  if (from === to) return;
  for (const element of content.querySelectorAll('*')) {
    for (const name of references) {
      const value = element.getAttribute(name);
      const hash = name === 'href' ? '#' : '';
      if (value?.startsWith(hash + from)) {
        element.setAttribute(name, hash + to + value.slice(hash.length + from.length));
      }
    }
  }
}

/** Waits until a style sheet is loaded, fails to load, or exceeds its time limit. */
function settled(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => resolve();
    link.addEventListener('load', done);
    link.addEventListener('error', done);
    setTimeout(done, styleSheetTimeout);
  });
}

/** Requests a text. @throws {FragmentError} if the server cannot be reached, or responds with an error */
export async function responseText(url: URL, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    const limit = AbortSignal.timeout(requestTimeout);
    response = await fetch(url, { credentials: 'omit', signal: AbortSignal.any([signal, limit]) });
    if (response.ok) return await response.text();
  } catch (error) {
    throw new FragmentError('UNREACHABLE', `${url.origin} did not respond.`, error);
  }
  throw await errorOf(response);
}

interface ErrorBody {
  readonly errors?: readonly {
    readonly message?: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

async function errorOf(response: Response): Promise<FragmentError> {
  const body = (await response.json().catch(() => ({}))) as ErrorBody;
  const [error] = body.errors ?? [];
  return new FragmentError(
    error?.extensions?.code ?? 'UNEXPECTED_RESPONSE',
    error?.message ?? `The server responded with status ${response.status}.`,
  );
}

/** Parses the HTML of a fragment. @throws {FragmentError} if the page forbids the Trusted Types policy, or the HTML is not a fragment */
function parsed(html: string): HTMLElement {
  let nodes: DocumentFragment;
  try {
    nodes = parseHtml(html);
  } catch (error) {
    throw new FragmentError(
      'FORBIDDEN_BY_PAGE',
      'The Content-Security-Policy of this page must allow the Trusted Types policy "tertium".',
      error,
    );
  }
  const content = nodes.querySelector<HTMLElement>('.tertium');
  if (!content) throw new FragmentError('UNEXPECTED_RESPONSE', 'The response of the server has no content.');
  return content;
}

/** Parses the JSON data of a fragment; null if it has none, or if the data is invalid. */
function dataIn(content: HTMLElement): unknown {
  try {
    return JSON.parse(content.querySelector('script[type="application/json"]')?.textContent ?? 'null');
  } catch {
    return null;
  }
}

function prefixOf(data: unknown): string {
  const prefix = (data as { prefix?: unknown } | null)?.prefix;
  return typeof prefix === 'string' ? prefix : 't-';
}

/** Trims the value of an attribute and encodes it for a URL: only `&`, `#` and `+`, because values may contain percent-encoded characters. */
export function queryValue(text: string): string {
  return text.trim().replace(/[&#+]/gu, encodeURIComponent);
}
