import type { Locale } from '../../words/locale.js';

/** What the fragments for widgets need to know about one request. */
export interface WidgetContext {
  readonly locale: Locale;
  /** The absolute URL of a path of the server: fragments are shown on pages of other sites. */
  readonly url: (path: string) => string;
}
