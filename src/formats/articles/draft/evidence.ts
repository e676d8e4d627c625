import type { Section } from '../outline/sections.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The placed text that states a draft claim, the headings above it, and the confidence of the parser. */
export interface Evidence {
  /** The text that states the claim. */
  readonly content: PlacedText;
  /** The headings above the text, the outermost first. */
  readonly headings: readonly string[];
  /** The confidence of the parser from 0 to 1; 1 if absent. */
  readonly confidence?: number;
}

/** A confidence with which a statement adds no claim (see `minConfidence`). */
const doubtful = 0.5;

/** Creates a copy of evidence with a confidence with which it adds no claim. */
export function doubted(evidence: Evidence): Evidence {
  return { ...evidence, confidence: doubtful };
}

/**
 * Creates the evidence for a text of a section. The headings of the evidence are the path, or the innermost four of the path and the section's own heading
 * or lead-in. The own heading is left out if it is empty, longer than 80 UTF-16 code units, or in the path already.
 */
export function evidenceOf(
  content: PlacedText,
  { content: heading }: Section,
  path: readonly string[],
): Evidence {
  const label = heading?.text.replace(/[\s:：]+$/u, '');
  return {
    content,
    headings:
      label === undefined || path.includes(label) || heading?.text.length === 0 || label.length > 80
        ? path
        : [...path, label].slice(-4),
  };
}
