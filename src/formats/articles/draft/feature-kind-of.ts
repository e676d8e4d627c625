import type { FeatureKind } from '../../../graph/concept.js';
import type { Role } from '../text/cues.js';

/** The kind of the features that a section or a list of some role has. */
export function featureKindOf(role: Role | null): FeatureKind {
  return role === 'SERVICES' ? 'SERVICE' : role === 'PRACTICES' ? 'PRACTICE' : 'CHARACTERISTIC';
}
