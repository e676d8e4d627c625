import { serverUrl } from '../server-url.js';

/** A module that pages of other sites can load. */
export interface WidgetModule {
  readonly url: URL;
  /** The value of the attribute `integrity`. */
  readonly integrity: string;
}

const comparisonName = 'tertium-comparison.js';

let requested: Promise<WidgetModule | null> | null = null;

/** Finds the module that defines `<tertium-comparison>`, with one request for the lifetime of the page. Null if the server does not serve widgets, or the request fails. */
export function comparisonModule(): Promise<WidgetModule | null> {
  requested ??= requestModule();
  return requested;
}

interface Manifest {
  readonly files?: Readonly<Record<string, { readonly url: string; readonly integrity: string }>>;
}

async function requestModule(): Promise<WidgetModule | null> {
  try {
    const response = await fetch(serverUrl('widgets/manifest.json'));
    if (!response.ok) return null;
    const file = ((await response.json()) as Manifest).files?.[comparisonName];
    // The manifest has paths that start with a slash.
    return file ? { url: serverUrl(file.url.slice(1)), integrity: file.integrity } : null;
  } catch {
    return null;
  }
}
