import type { FragmentData } from '../../src/pages/comparison/fragment-data.js';
import { copyText } from './clipboard.js';
import { element, filled, placeBeside } from './dom.js';

/** The actions of the controls. The `set…` functions request the table again. */
export interface ControlActions {
  readonly setDifferences: (isOn: boolean) => void;
  readonly setUnits: (units: string) => void;
  /** Receives the slugs of the shown columns, in order. */
  readonly setColumns: (columns: readonly string[]) => void;
  /** Requests the text at an address of the server. */
  readonly load: (url: string) => Promise<string>;
  readonly embedCode: () => string;
}

const minColumns = 2;

/** The controls above the table. They stay in the document while the table changes, so that the focus stays where it is. */
export class Controls {
  readonly bar: HTMLElement;
  readonly #actions: ControlActions;
  readonly #prefix: string;
  readonly #status = element('span', { class: 'tertium-status', role: 'status' });
  readonly #switch = element('input', { type: 'checkbox', role: 'switch' });
  readonly #switchLabel = element('span');
  readonly #units = element('select');
  readonly #columns: Menu;
  readonly #copy: Menu;
  #data: FragmentData;

  /** @param prefix precedes the ids of the controls */
  constructor(data: FragmentData, actions: ControlActions, prefix: string) {
    this.#data = data;
    this.#actions = actions;
    this.#prefix = prefix;
    this.#switch.addEventListener('change', () => actions.setDifferences(this.#switch.checked));
    this.#units.addEventListener('change', () => actions.setUnits(this.#units.value));
    this.#columns = menu(`${prefix}menu-columns`);
    this.#copy = menu(`${prefix}menu-copy`);
    this.bar = element(
      'div',
      { class: 'tertium-tools', role: 'group' },
      element('label', { class: 'tertium-switch' }, this.#switch, this.#switchLabel),
      this.#columns.button,
      this.#columns.popover,
      this.#units,
      this.#copy.button,
      this.#copy.popover,
      this.#status,
    );
    this.update(data);
  }

  /** Sets the controls to the choices of a table. */
  update(data: FragmentData): void {
    const { words, differences, units, unitChoices } = data;
    this.#data = data;
    this.bar.setAttribute('aria-label', words.controls);
    this.#switch.checked = differences;
    this.#switchLabel.textContent = words.onlyDifferences;
    this.#units.setAttribute('aria-label', words.units);
    this.#units.hidden = unitChoices.length === 0;
    this.#units.replaceChildren(
      ...unitChoices.map(({ value, label }) =>
        element('option', { value, selected: value === units }, label),
      ),
    );
    this.#columns.button.textContent = words.columns;
    this.#copy.button.textContent = words.copy;
    this.#listColumns();
    this.#listCopies();
  }

  /** Announces a change to assistive technologies. */
  announce(text: string): void {
    this.#status.textContent = text;
  }

  /** Lists the shown columns in their order, then the hidden columns. The focus stays on its control. */
  #listColumns(): void {
    const { columns, shown, words } = this.#data;
    const focused = document.activeElement?.getAttribute('data-key');
    const hasFocus = this.#columns.popover.contains(document.activeElement);
    const nameOf = (slug: string): string => columns.find((each) => each.slug === slug)?.name ?? slug;
    const hidden = columns.map(({ slug }) => slug).filter((slug) => !shown.includes(slug));
    const move = (slug: string, from: number, to: number): void => {
      const order = shown.toSpliced(from, 1).toSpliced(to, 0, slug);
      this.#actions.setColumns(order);
      this.announce(filled(words.moved, { name: nameOf(slug), place: to + 1, count: shown.length }));
    };
    const items = [...shown, ...hidden].map((slug, index) => {
      const isShown = index < shown.length;
      const name = nameOf(slug);
      const box = element('input', {
        type: 'checkbox',
        checked: isShown,
        disabled: isShown && shown.length <= minColumns,
        'data-key': `${slug} shown`,
        onchange: () =>
          this.#actions.setColumns(isShown ? shown.filter((each) => each !== slug) : [...shown, slug]),
      });
      const mover = (step: -1 | 1, label: string): HTMLElement =>
        element('button', {
          type: 'button',
          class: step < 0 ? 'tertium-move tertium-up' : 'tertium-move',
          'aria-label': filled(label, { name }),
          disabled: !isShown || index + step < 0 || index + step >= shown.length,
          'data-key': `${slug} ${step}`,
          onclick: () => move(slug, index, index + step),
        });
      return element(
        'li',
        {},
        element('label', {}, box, element('bdi', {}, name)),
        mover(-1, words.earlier),
        mover(1, words.later),
      );
    });
    this.#columns.list.replaceChildren(...items);
    if (hasFocus && focused) this.#refocus(focused);
  }

  /** Focuses the control with a key. If this control is disabled, focuses the last enabled control of the same column. */
  #refocus(key: string): void {
    const [slug = ''] = key.split(' ');
    const controls = [...this.#columns.list.querySelectorAll<HTMLButtonElement>('[data-key]')];
    const ofColumn = controls.filter((each) => each.dataset['key']?.startsWith(`${slug} `));
    const same = ofColumn.filter((each) => each.dataset['key'] === key);
    [...same, ...ofColumn.reverse()].find(({ disabled }) => !disabled)?.focus();
  }

  #listCopies(): void {
    const { words, markdown, csv, citation } = this.#data;
    const copies: readonly (readonly [label: string, text: () => Promise<string>])[] = [
      [words.copyMarkdown, () => this.#actions.load(markdown)],
      [words.copyCsv, () => this.#actions.load(csv)],
      [words.copyEmbed, async () => this.#actions.embedCode()],
      [words.copyCitation, async () => citation],
    ];
    this.#copy.list.replaceChildren(
      ...copies.map(([label, text]) =>
        element(
          'li',
          {},
          element('button', { type: 'button', onclick: () => void this.#copyText(text()) }, label),
        ),
      ),
    );
  }

  /** Copies a text. If the page or the browser forbids this, shows the selected text; if the text cannot be loaded, shows a note. */
  async #copyText(text: Promise<string>): Promise<void> {
    const { words } = this.#data;
    const { popover, list } = this.#copy;
    while (list.nextSibling) list.nextSibling.remove();
    const note = element('p', { role: 'note' });
    list.after(note);
    try {
      await copyText(text);
      note.textContent = words.copied;
    } catch {
      const value = await text.catch(() => null);
      if (value === null) note.textContent = words.failed;
      else {
        note.id = `${this.#prefix}by-hand`;
        note.textContent = words.copyByHand;
        const area = element('textarea', { readonly: true, rows: '6', 'aria-labelledby': note.id });
        area.value = value;
        note.after(area);
        area.select();
        placeBeside(popover, this.#copy.button);
      }
    }
    this.announce(note.textContent);
  }
}

interface Menu {
  readonly button: HTMLButtonElement;
  readonly popover: HTMLElement;
  readonly list: HTMLElement;
}

/** Creates a button that opens a list of controls. The browser handles the keyboard, the focus, and clicks outside the list. */
function menu(id: string): Menu {
  const list = element('ul');
  const popover = element('div', { id, class: 'tertium-menu', popover: 'auto' }, list);
  const button = element('button', { type: 'button', popovertarget: id });
  popover.addEventListener('toggle', (event) => {
    if (event.newState === 'open') placeBeside(popover, button);
    else while (list.nextSibling) list.nextSibling.remove();
  });
  return { button, popover, list };
}
