import type { FeatureKind } from '../../../graph/concept.js';
import type { Role } from '../text/cues.js';

/** The kind of the features in a section or list with a role. */
export function featureKindOf(role: Role | null): FeatureKind {
  return role === 'SERVICES' ? 'SERVICE' : role === 'PRACTICES' ? 'PRACTICE' : 'CHARACTERISTIC';
}
