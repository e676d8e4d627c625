import { serverUrl } from '../server-url.js';

/** A file of the widgets, as the manifest lists it. */
export interface WidgetFile {
  readonly url: string;
  readonly integrity: string;
}

export type WidgetManifest = Readonly<Record<string, WidgetFile>>;

let manifest: Promise<WidgetManifest | null> | null = null;

/** Reads the list of the server's widget files, once. Null if the server has none. */
export function readManifest(): Promise<WidgetManifest | null> {
  manifest ??= fetchManifest();
  return manifest;
}

async function fetchManifest(): Promise<WidgetManifest | null> {
  try {
    const response = await fetch(serverUrl('widgets/manifest.json'));
    if (!response.ok) return null;
    const { files } = (await response.json()) as { readonly files?: WidgetManifest };
    return files ?? null;
  } catch {
    return null;
  }
}
