import type { GraphStore } from '../graph/ports/writing.js';
import type { EditingLimits } from './editing-limits.js';
import { Resolutions } from './resolutions.js';

/** The rules and limits of editing. */
export interface EditingSettings {
  /** Whether the authors of a changeset and of its edits may not approve it. */
  readonly fourEyes: boolean;
  readonly limits: EditingLimits;
}

/** The services that operations on changesets use. */
export interface EditingServices extends EditingSettings {
  readonly store: GraphStore;
  readonly resolutions: Resolutions;
}

/** Creates the services for the changesets of a store. */
export function editingServices(store: GraphStore, settings: EditingSettings): EditingServices {
  return { ...settings, store, resolutions: new Resolutions(store) };
}
