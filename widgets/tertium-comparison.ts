import type { FragmentData } from '../src/pages/comparison/fragment-data.js';
import { Controls } from './comparison/controls.js';
import { foldSections, unfold } from './comparison/folding.js';
import { SourceNotes } from './comparison/source-notes.js';
import { FragmentElement, queryValue, responseText } from './fragment-element.js';

/** The attributes that are parameters of the address, in their order. */
const parameters = ['differences', 'axes', 'columns', 'under', 'sort', 'units', 'at', 'lang'] as const;
/** The attributes that readers change. */
const choices = ['differences', 'columns', 'units', 'folded'] as const;

/**
 * `<tertium-comparison question="…">` or `<tertium-comparison approaches="a,b">`: a comparison with the source of each cell. docs/widgets.md describes
 * its attributes and events.
 */
export class TertiumComparison extends FragmentElement {
  static readonly observedAttributes: readonly string[] = [
    'question',
    'approaches',
    'src',
    'min-block-size',
    ...parameters,
  ];

  #controls: Controls | null = null;
  #data: FragmentData | null = null;
  /** Returns the text to announce when the next table is shown. */
  #announces: ((data: FragmentData) => string) | null = null;

  constructor() {
    super();
    new SourceNotes(this, () => this.#data?.words);
    this.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
      if (link) unfold(this.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`));
    });
  }

  override connectedCallback(): void {
    this.#reserve();
    if (this.#isInUrl) {
      this.#readUrl();
      addEventListener('popstate', this.#readUrl);
    }
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    removeEventListener('popstate', this.#readUrl);
    super.disconnectedCallback();
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'min-block-size') this.#reserve();
    else super.attributeChangedCallback(name, before, after);
  }

  protected override fragmentPath(): string | null {
    return this.#path('.fragment');
  }

  protected override pagePath(): string {
    return this.#path('') ?? '';
  }

  protected override place(next: HTMLElement, previous: HTMLElement | null): HTMLElement {
    const controls = this.#controls;
    const placeholder = next.querySelector('.tertium-tools');
    if (!controls || !previous || !placeholder) return super.place(next, previous);
    // The controls stay in the document: a popover that is moved closes, and the focus is lost.
    const { bar } = controls;
    previous.lang = next.lang;
    for (const child of [...previous.childNodes]) if (child !== bar) child.remove();
    const all = [...next.childNodes];
    const index = all.findIndex((node) => node === placeholder);
    bar.before(...all.slice(0, index));
    bar.after(...all.slice(index + 1));
    return previous;
  }

  protected override adopt(content: HTMLElement, data: unknown): void {
    if (!isFragmentData(data)) return;
    this.#data = data;
    if (this.#controls) this.#controls.update(data);
    else {
      const caption = content.querySelector('caption')?.id ?? data.prefix;
      this.#controls = new Controls(data, this.#actions(), caption.replace(/caption$/u, ''));
    }
    const { bar } = this.#controls;
    if (!content.contains(bar)) content.querySelector('.tertium-tools')?.replaceWith(bar);
    const folded = new Set(listOf(this.getAttribute('folded')).map(decodeURIComponent));
    foldSections(content, data.sections, folded, (now) =>
      this.#set('folded', [...now].map(encodeURIComponent).join()),
    );
    const announced = this.#announces?.(data);
    this.#announces = null;
    if (announced !== undefined) this.#controls.announce(announced);
  }

  protected override failed(): void {
    this.#announces = null;
    if (!this.#data) return;
    this.#controls?.update(this.#data);
    this.#controls?.announce(this.#data.words.failed);
  }

  #actions(): ConstructorParameters<typeof Controls>[1] {
    return {
      setDifferences: (isOn) => {
        this.#announces = ({ status }) => status;
        this.#set('differences', isOn ? '' : null);
        this.reload();
      },
      setUnits: (units) => {
        this.#set('units', units);
        this.reload();
      },
      setColumns: (columns) => {
        const { length } = this.#data?.shown ?? [];
        if (columns.length !== length) this.#announces = ({ columnStatus }) => columnStatus;
        this.#set('columns', columns.join());
        this.reload();
      },
      load: (url) => responseText(new URL(url), new AbortController().signal),
      embedCode: () => this.#embedCode(),
    };
  }

  #path(extension: string): string | null {
    const subject = this.getAttribute('question') ?? this.getAttribute('approaches');
    const references = listOf(subject);
    if (references.length === 0) return null;
    const query = parameters.flatMap((name) => {
      const value = this.getAttribute(name);
      if (value === null || (value === '' && name !== 'differences')) return [];
      return value === '' ? [name] : [`${name}=${queryValue(value)}`];
    });
    const path = `compare/${references.map(encodeURIComponent).join()}${extension}`;
    return query.length === 0 ? path : `${path}?${query.join('&')}`;
  }

  /** Saves a choice of the reader in its attribute, and with `state="url"` also in the URL of the page. */
  #set(name: (typeof choices)[number], value: string | null): void {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
    if (!this.#isInUrl) return;
    const url = new URL(location.href);
    if (value === null || (value === '' && name !== 'differences')) url.searchParams.delete(this.#key(name));
    else url.searchParams.set(this.#key(name), value);
    history.replaceState(history.state, '', url);
  }

  get #isInUrl(): boolean {
    return this.getAttribute('state') === 'url';
  }

  /** Returns the name of a choice in the URL. It contains the id of the element, so that several elements on one page have separate choices. */
  #key(name: string): string {
    return `${this.id || 'tertium'}.${name}`;
  }

  readonly #readUrl = (): void => {
    const { searchParams } = new URL(location.href);
    for (const name of choices) {
      const value = searchParams.get(this.#key(name));
      if (value !== null) this.setAttribute(name, value);
    }
  };

  /** Reserves a height, so that the content below does not move when the table appears. */
  #reserve(): void {
    this.style.minBlockSize = this.getAttribute('min-block-size') ?? '';
  }

  /** Builds the HTML that shows the same comparison on another page. */
  #embedCode(): string {
    const { module, styleSheet, page, words } = this.#data ?? {};
    const { innerText } = this.querySelector('caption') ?? { innerText: words?.open ?? '' };
    const attributes = [...this.attributes]
      .filter(
        ({ name }) => name === 'question' || name === 'approaches' || name === 'folded' || isParameter(name),
      )
      .map(({ name, value }) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`));
    return [
      ...(styleSheet ? [`<link rel="stylesheet" href="${escaped(styleSheet)}">`] : []),
      ...(module
        ? [
            `<script type="module" src="${escaped(module.url)}" integrity="${module.integrity}" crossorigin="anonymous"></script>`,
          ]
        : []),
      `<tertium-comparison${attributes.join('')}>`,
      `  <a href="${escaped(page ?? '')}">${escaped(innerText)}</a>`,
      '</tertium-comparison>',
      '',
    ].join('\n');
  }
}

function isParameter(name: string): boolean {
  return (parameters as readonly string[]).includes(name);
}

function isFragmentData(data: unknown): data is FragmentData {
  return typeof data === 'object' && data !== null && 'words' in data;
}

function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;');
}

if (!customElements.get('tertium-comparison')) customElements.define('tertium-comparison', TertiumComparison);
