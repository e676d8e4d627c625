import { comparisonPath } from './comparison-path.js';
import { FragmentElement } from './fragment-element.js';

const parameters = ['columns', 'under', 'at', 'lang'] as const;
const criteria = ['weights', 'atleast'] as const;

/**
 * `<tertium-choice question="…">` or `<tertium-choice approaches="a,b">`: approaches ranked by weights, which readers change with sliders.
 * docs/widgets.md describes the attributes and events.
 */
export class TertiumChoice extends FragmentElement {
  static readonly observedAttributes: readonly string[] = [
    'question',
    'approaches',
    'src',
    ...parameters,
    ...criteria,
  ];

  /** Whether a slider is changing the attribute `weights`. */
  #isChanging = false;
  /** Whether a ranking for changed weights is requested. */
  #isLoading = false;
  /** Whether weights changed after that request. */
  #isOutdated = false;
  #status: HTMLElement | null = null;

  constructor() {
    super();
    this.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'range') this.#change(target);
    });
  }

  override disconnectedCallback(): void {
    this.#isLoading = false;
    this.#isOutdated = false;
    super.disconnectedCallback();
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#isChanging) super.attributeChangedCallback(name, before, after);
  }

  protected override fragmentPath(): string | null {
    return comparisonPath(this, '.choice', [...parameters, ...criteria]);
  }

  protected override pagePath(): string {
    return comparisonPath(this, '', parameters) ?? '';
  }

  /** Replaces only the ranking if the axes and the language are unchanged, because a slider may have the focus. */
  protected override place(next: HTMLElement, previous: HTMLElement | null): HTMLElement {
    const ranking = previous && rankingOf(previous);
    const nextRanking = rankingOf(next);
    if (
      !previous ||
      !ranking ||
      !nextRanking ||
      namesOf(next) !== namesOf(previous) ||
      next.lang !== previous.lang
    )
      return super.place(next, previous);
    if (!this.#isOutdated)
      slidersOf(previous).forEach((slider, index) => show(slider, slidersOf(next)[index]));
    const opened = new Set(openedIn(ranking));
    for (const details of nextRanking.querySelectorAll('details')) details.open = opened.has(nameOf(details));
    ranking.replaceWith(nextRanking);
    return previous;
  }

  protected override adopt(content: HTMLElement): void {
    if (this.#weights) this.#weights.disabled = false;
    if (this.#status && content.contains(this.#status)) {
      this.#note('');
      const texts = content.querySelectorAll(
        '.tertium-choice-result, .tertium-choice-open, .tertium-choice-flip',
      );
      this.#status.textContent = [...texts].map((each) => each.textContent).join(' ');
    } else {
      this.#status = document.createElement('p');
      this.#status.className = 'tertium-status';
      this.#status.setAttribute('role', 'status');
      content.append(this.#status);
    }
    this.#loaded();
  }

  protected override failed(): void {
    const words = this.#weights?.dataset['failed'] ?? '';
    this.#note(words);
    if (this.#status) this.#status.textContent = words;
    this.#loaded();
  }

  get #weights(): HTMLFieldSetElement | null {
    return this.querySelector('.tertium-choice-weights');
  }

  /** Shows the weight of a slider, and requests the ranking unless all weights are 0. */
  #change(slider: HTMLInputElement): void {
    show(slider, slider);
    const sliders = this.content ? slidersOf(this.content) : [];
    if (sliders.every(({ value }) => Number(value) === 0)) {
      const words = this.#weights?.dataset['noWeight'] ?? '';
      this.#note(words);
      if (this.#status) this.#status.textContent = words;
      return;
    }
    this.#isChanging = true;
    this.setAttribute('weights', sliders.map(({ name, value }) => `${name}:${value}`).join());
    this.#isChanging = false;
    // One request at a time: a slider that is dragged changes many times a second.
    if (this.#isLoading) this.#isOutdated = true;
    else this.#request();
  }

  #request(): void {
    this.#isLoading = true;
    this.reload();
  }

  #loaded(): void {
    this.#isLoading = false;
    if (!this.#isOutdated) return;
    this.#isOutdated = false;
    this.#request();
  }

  /** Shows a sentence below the sliders instead of the previous one; an empty sentence only removes the previous one. */
  #note(words: string): void {
    this.querySelector('.tertium-choice-note')?.remove();
    if (words === '') return;
    const note = document.createElement('p');
    note.className = 'tertium-choice-note';
    note.textContent = words;
    this.#weights?.append(note);
  }
}

function rankingOf(content: HTMLElement): HTMLElement | null {
  return content.querySelector('.tertium-choice-ranking');
}

function slidersOf(content: HTMLElement): HTMLInputElement[] {
  return [...content.querySelectorAll<HTMLInputElement>('input[type=range]')];
}

/** Joins the axes of the sliders with commas. */
function namesOf(content: HTMLElement): string {
  return slidersOf(content)
    .map(({ name }) => name)
    .join();
}

/** Copies the maximum, the step and the value of the slider `from`, and shows the value as text. */
function show(slider: HTMLInputElement, from: HTMLInputElement | undefined): void {
  if (!from) return;
  if (slider !== from) {
    slider.max = from.max;
    slider.step = from.step;
    slider.value = from.value;
  }
  const output = slider.closest('div')?.querySelector('output');
  const text = String(Math.round(Number(slider.value) * 100) / 100);
  if (output && output.textContent !== text) output.textContent = text;
}

/** Finds the addresses of the approaches whose explanations are open. */
function openedIn(ranking: HTMLElement): string[] {
  return [...ranking.querySelectorAll<HTMLDetailsElement>('details[open]')].map(nameOf);
}

function nameOf(details: HTMLDetailsElement): string {
  return details.closest('li')?.querySelector('a')?.href ?? '';
}

// A page may load the module from two addresses.
if (!customElements.get('tertium-choice')) customElements.define('tertium-choice', TertiumChoice);
