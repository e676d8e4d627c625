import { suitsIn } from '../prose/advice-reader.js';
import { namesAspect } from '../text/cues.js';
import { definesAtStart } from '../prose/defining.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { splitLabel, trimLabel } from '../text/label.js';
import { advising } from '../text/prose-cues.js';
import type { Section, Sections } from '../outline/sections.js';
import type { Evidence } from '../draft/evidence.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/** Reads an item about one subject in a list with an item for each subject. */
export class SideReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #sections: Sections;

  constructor(names: SubjectNames, builder: DraftBuilder, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#sections = sections;
  }

  /** Reads an item. @param text the text after the subject's name */
  read(text: PlacedText, subject: number, section: Section, evidence: Evidence): void {
    const heading = this.#sections.heading;
    const dimension = heading && aspectOf(heading, this.#names);
    switch (section.role) {
      case 'GUIDANCE':
        return this.#builder.suits(subject, text, null, evidence);
      case 'BENEFITS':
        return this.#builder.benefit(subject, text, null, evidence);
      case 'DRAWBACKS':
        return this.#builder.drawback(subject, text, null, evidence);
      case 'CONCLUSION':
        return suitsIn(text.text) || advising.test(text.text)
          ? this.#builder.suits(subject, text, null, evidence)
          : this.#builder.define(subject, text, evidence, 3);
      case 'DEFINITION':
        this.#builder.define(subject, text, evidence, 0);
        if (dimension && /^(?:definitions?|meaning)$/iu.test(dimension.text))
          this.#builder.value(subject, dimension, null, text, evidence);
        return;
      default:
        if (!dimension || (section.role === 'DIFFERENCES' && !namesAspect(dimension.text)))
          return this.#builder.define(subject, text, evidence, 1);
        if (!this.#sections.isAboutDifferences && definesAtStart(text.text, subject, this.#names))
          return this.#builder.define(subject, text, evidence, 1);
        if (/\bdefinition|\bmeaning|what it is/iu.test(dimension.text))
          this.#builder.define(subject, text, evidence, 0);
        this.#builder.value(subject, dimension, this.#group(), text, evidence);
    }
  }

  #group(): string | null {
    const path = this.#sections.path;
    return path.length > 1 ? (path[path.length - 2] ?? null) : null;
  }
}

/** The aspect that a heading names: the text before the subjects in "Price: A vs. B", otherwise the heading without its number. */
function aspectOf(heading: PlacedText, names: SubjectNames): PlacedText {
  const found = splitLabel(heading);
  const isOfAll = found !== null && names.namedIn(found.rest.text).length === names.count;
  return isOfAll && names.namedIn(found.label.text).length === 0 ? found.label : trimLabel(heading);
}
