import type { ReportBuilder } from '../import/report-builder.js';
import { roleOf } from './text/cues.js';
import type { DraftBuilder } from './draft/draft-builder.js';
import { addChoices, findChoices } from './tables/choice-table.js';
import { addSides, findSides } from './tables/pros-and-cons-table.js';
import { ListReader } from './lists/list-reader.js';
import { labelledLinesAt } from './prose/labelled-lines.js';
import { leadInLevel, type Part, type ProsePart } from './outline/outline.js';
import { ProseReader } from './prose/prose-reader.js';
import { Sections, type Section } from './outline/sections.js';
import { sentencesOf } from './prose/sentences.js';
import type { SubjectNames } from './subjects/subject-names.js';
import type { TableBlock } from '../tables/model/block.js';
import type { PlacedText } from '../input/placed-text.js';

/** Reads the parts of an article in order, and adds their claims to the draft. */
export class ArticleReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #report: ReportBuilder;
  readonly #sections: Sections;
  readonly #prose: ProseReader;
  readonly #lists: ListReader;
  readonly #addTable: (table: TableBlock) => void;

  /**
   * @param areCertain see `Sections.areCertain`
   * @param addTable adds the values of a table
   */
  constructor(
    names: SubjectNames,
    title: PlacedText | null,
    areCertain: boolean,
    builder: DraftBuilder,
    report: ReportBuilder,
    addTable: (table: TableBlock) => void,
  ) {
    this.#addTable = addTable;
    this.#names = names;
    this.#builder = builder;
    this.#report = report;
    this.#sections = new Sections(names, title, areCertain);
    this.#lists = new ListReader(names, builder, report, this.#sections);
    this.#prose = new ProseReader(names, builder, report, this.#sections);
  }

  /** Reads all parts of an article. @param title the text of the title; null if the article has no title */
  read(parts: readonly Part[], title: PlacedText | null): void {
    const titleIndex =
      title === null ? -1 : parts.findIndex((part) => part.kind === 'heading' && part.content === title);
    const lastContent = parts.findLastIndex((part) => part.kind === 'list' || part.kind === 'table');
    const lastProse = parts.findLastIndex((part) => part.kind === 'prose');
    let partsRead = 0;
    parts.forEach((part, index) => {
      if (index < partsRead) return;
      if (part.kind !== 'aside' && part.kind !== 'heading') this.#sections.noteContent();
      if (part.kind === 'aside') {
        this.#report.mark(part.content, part.outcome, part.why);
      } else if (index < titleIndex && part.kind !== 'table' && part.kind !== 'list' && !isText(part)) {
        this.#report.mark(part.content, 'FURNITURE', 'text before the title');
      } else if (part.kind === 'heading') {
        this.#prose.flush();
        this.#sections.enter(part);
        const { isOffTopic } = this.#sections.current;
        if (isOffTopic) this.#report.mark(part.content, 'NOT_UNDERSTOOD', null);
        else if (part.content !== title) this.#report.heading(part.content, part.level, 'a heading');
      } else if (part.kind === 'prose') {
        const items = this.#sections.isAboutOneSubject ? labelledLinesAt(parts, index) : [];
        if (items.length > 0) {
          this.#prose.flush();
          this.#lists.read({ kind: 'list', items }, this.#sections.current);
          partsRead = index + items.length;
          return;
        }
        this.#readProse(
          part,
          parts[index + 1],
          index > lastContent && (lastContent >= 0 || index === lastProse),
        );
      } else if (part.kind === 'table') {
        this.#prose.flush();
        this.#readTable(part);
      } else {
        this.#prose.flush();
        this.#lists.read(part, this.#sectionOf(parts[index - 1]));
        this.#sections.leaveLeadIn(leadInLevel);
      }
    });
    this.#prose.flush();
    this.#prose.defineByOpenings();
    this.#lists.shareLabels();
  }

  /** The section of a list. If a lead-in sentence precedes the list, the sentence is the heading of the section. */
  #sectionOf(previous: Part | undefined): Section {
    if (previous?.kind !== 'prose') return this.#sections.current;
    const last = sentencesOf(previous.content, this.#names).at(-1);
    if (!last || !this.#isLeadIn(last)) return this.#sections.current;
    return this.#sections.leadIn(last);
  }

  #readTable(table: TableBlock): void {
    const { grid } = table;
    const choices = findChoices(grid, this.#names, this.#sections.current.role === 'GUIDANCE');
    if (choices !== null) return addChoices(choices, this.#sections.path, this.#builder, this.#report);
    const sides = findSides(grid);
    if (sides !== null) addSides(sides, this.#names, this.#builder, this.#report, this.#sections);
    else this.#addTable(table);
  }

  #isLeadIn(sentence: PlacedText): boolean {
    return (
      /[:：]$/u.test(sentence.text) ||
      (roleOf(sentence.text) !== null &&
        /\b(?:include|includes|are|following|below)\b[^.]{0,20}\.?$/u.test(sentence.text))
    );
  }

  #readProse(part: ProsePart, next: Part | undefined, isLast: boolean): void {
    const { content } = part;
    if (next?.kind === 'list') {
      const sentences = sentencesOf(content, this.#names);
      const last = sentences.at(-1);
      if (last && this.#isLeadIn(last)) {
        this.#report.mark(last, 'NAMED', 'the lead-in of a list');
        const rest = content.slice(0, content.text.lastIndexOf(last.text)).trim();
        if (!rest.isBlank) this.#prose.read(rest, part.emphasisLength, isLast);
        return;
      }
    }
    this.#prose.read(content, part.emphasisLength, isLast);
  }
}

function isText(part: Part): boolean {
  return part.kind === 'prose' && (part.content.text.length > 160 || /[.!?]$/u.test(part.content.text));
}
