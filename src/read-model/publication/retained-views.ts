import type { GraphView } from '../../graph/ports/reading.js';

/** The maximum number of views: for publications in quick succession. */
const maxViews = 512;

/**
 * Retains the views of previous revisions for a limited time, so that requests that pin one of these revisions read its
 * view from memory.
 */
export class RetainedViews<View extends GraphView> {
  readonly #retainMs: number;
  /** The oldest first. */
  #views: { readonly view: View; readonly until: number }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param retainMs the time in milliseconds, from the publication of the next revision on */
  constructor(retainMs: number) {
    this.#retainMs = retainMs;
  }

  add(view: View): void {
    this.#views.push({ view, until: performance.now() + this.#retainMs });
    if (this.#views.length > maxViews) this.#views.shift();
    this.#timer ??= setTimeout(() => this.#removeOutdated(), this.#retainMs).unref();
  }

  get(revision: number): View | null {
    return this.#views.find(({ view }) => view.revision.number === revision)?.view ?? null;
  }

  removeAllExcept(isRetained: (view: View) => boolean): void {
    this.#views = this.#views.filter(({ view }) => isRetained(view));
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#views = [];
  }

  #removeOutdated(): void {
    this.#timer = undefined;
    const now = performance.now();
    this.#views = this.#views.filter(({ until }) => until > now);
    const [oldest] = this.#views;
    if (oldest) this.#timer = setTimeout(() => this.#removeOutdated(), oldest.until - now).unref();
  }
}
