import type { DraftBuilder } from './draft-builder.js';
import type { Stated } from './stated.js';
import type { Words } from '../text/words.js';

/** A label that a subject's own list gives to what it says: the same label under every subject is an aspect of all. */
interface OwnLabel {
  readonly subject: number;
  readonly label: Words;
  readonly text: Words;
  readonly where: Stated;
}

/** The labels that subjects' own lists give. */
export class OwnLabels {
  readonly #labels: OwnLabel[] = [];

  add(label: OwnLabel): void {
    this.#labels.push(label);
  }

  /** A label that stands under every subject is an aspect of all of them, unless a table has it already. */
  share(count: number, builder: DraftBuilder): void {
    const byLabel = new Map<string, OwnLabel[]>();
    for (const own of this.#labels) {
      const key = own.label.text.toLowerCase();
      const known = byLabel.get(key);
      if (known) known.push(own);
      else byLabel.set(key, [own]);
    }
    for (const labels of byLabel.values()) {
      const [first] = labels;
      if (
        !first ||
        new Set(labels.map(({ subject }) => subject)).size < count ||
        builder.hasDimension(first.label.text)
      )
        continue;
      for (const { subject, label, text, where } of labels) builder.value(subject, label, null, text, where);
    }
  }
}
