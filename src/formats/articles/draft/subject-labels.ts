import type { DraftBuilder } from './draft-builder.js';
import type { Evidence } from './evidence.js';
import type { PlacedText } from '../../input/placed-text.js';

/** A labelled item of a list about one subject. */
interface SubjectLabel {
  readonly subject: number;
  readonly label: PlacedText;
  readonly text: PlacedText;
  readonly evidence: Evidence;
}

/**
 * Collects the labelled items of lists about one subject each. A label that the lists of all compared subjects
 * contain is the name of a dimension.
 */
export class SubjectLabels {
  readonly #labels: SubjectLabel[] = [];

  add(label: SubjectLabel): void {
    this.#labels.push(label);
  }

  /**
   * Adds the values of each label that the lists of at least `count` subjects contain, unless the draft already has a
   * dimension with the name of the label.
   */
  addShared(count: number, builder: DraftBuilder): void {
    const byLabel = new Map<string, SubjectLabel[]>();
    for (const item of this.#labels) {
      const key = item.label.text.toLowerCase();
      const sameLabel = byLabel.get(key);
      if (sameLabel) sameLabel.push(item);
      else byLabel.set(key, [item]);
    }
    for (const labels of byLabel.values()) {
      const [first] = labels;
      if (
        !first ||
        new Set(labels.map(({ subject }) => subject)).size < count ||
        builder.hasDimension(first.label.text)
      )
        continue;
      for (const { subject, label, text, evidence } of labels)
        builder.value(subject, label, null, text, evidence);
    }
  }
}
