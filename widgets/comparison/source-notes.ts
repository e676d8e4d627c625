import type { FragmentWords } from '../../src/pages/comparison/fragment-data.js';
import { element, filled, placeBeside } from './dom.js';

/** Shows the source and quote of a reference beside it: on keyboard focus, click and tap. In browsers without popovers, references only link to the list of sources. */
export class SourceNotes {
  readonly #host: HTMLElement;
  readonly #words: () => FragmentWords | undefined;
  #note: HTMLElement | null = null;
  #reference: HTMLAnchorElement | null = null;
  #isClosing = false;

  constructor(host: HTMLElement, words: () => FragmentWords | undefined) {
    this.#host = host;
    this.#words = words;
    if (!('popover' in HTMLElement.prototype)) return;
    host.addEventListener('focusin', ({ target }) => {
      const reference = referenceAt(target);
      if (reference?.matches(':focus-visible') && !this.#isClosing) this.#show(reference);
    });
    host.addEventListener('focusout', ({ relatedTarget }) => {
      const isInside = this.#note?.contains(relatedTarget as Node | null) ?? true;
      // If the whole window loses the focus, the note stays open.
      if (!isInside && document.hasFocus() && relatedTarget !== this.#reference) this.#hide();
    });
    host.addEventListener('click', (event) => {
      const reference = referenceAt(event.target);
      if (!reference || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!this.#show(reference)) return;
      event.preventDefault();
      this.#note?.focus();
    });
  }

  /** Shows the source of a reference. @returns whether the source is shown; false if the source or the texts are missing */
  #show(reference: HTMLAnchorElement): boolean {
    if (this.#reference === reference) return true;
    this.#hide();
    const item = this.#host.querySelector(`[id="${CSS.escape(reference.hash.slice(1))}"]`);
    const source = item?.closest('.tertium-source');
    const words = this.#words();
    if (!item || !source || !words) return false;
    const name = filled(words.source, { number: reference.textContent ?? '' });
    const note = element(
      'div',
      { class: 'tertium-note', popover: 'auto', role: 'dialog', 'aria-label': name, tabindex: '-1' },
      ...copyOf(source, ':scope > p'),
      ...(item === source ? [] : [element('ul', {}, withoutIds(item))]),
      element('button', { type: 'button', onclick: () => this.#hide() }, words.close),
    );
    note.addEventListener('beforetoggle', (event) => {
      this.#isClosing = event.newState === 'closed';
    });
    note.addEventListener('toggle', (event) => {
      if (event.newState !== 'closed') return;
      this.#isClosing = false;
      note.remove();
    });
    (reference.closest('td, p') ?? reference).append(note);
    note.showPopover();
    placeBeside(note, reference);
    this.#note = note;
    this.#reference = reference;
    return true;
  }

  #hide(): void {
    const [note, reference] = [this.#note, this.#reference];
    if (!note) return;
    const hadFocus = note.contains(document.activeElement);
    this.#note = null;
    this.#reference = null;
    this.#isClosing = true;
    if (note.matches(':popover-open')) note.hidePopover();
    if (hadFocus) reference?.focus();
    this.#isClosing = false;
    note.remove();
  }
}

function referenceAt(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('a[role="doc-noteref"]') : null;
}

function copyOf(parent: Element, selector: string): Node[] {
  const found = parent.querySelector(selector);
  return found ? [withoutIds(found)] : [];
}

function withoutIds(original: Element): Element {
  const copy = original.cloneNode(true) as Element;
  copy.removeAttribute('id');
  for (const each of copy.querySelectorAll('[id]')) each.removeAttribute('id');
  return copy;
}
