import type { VNode } from 'preact';
import type { TableCell, TableCellPart, TableStatement } from '../../formats/comparison/comparison-table.js';
import { fold } from '../../graph/text/fold.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { Icon, type IconName } from '../markup/icon.js';
import type { PageCitations, Reference } from './citations.js';

/** The properties of the page that cells need. */
export interface CellContext {
  readonly locale: Locale;
  readonly citations: PageCitations;
  /** The prefix of all ids, so that several tables can be in one document. */
  readonly idPrefix: string;
  /** The `target` of links to other pages; by default, they open in the window of the page. */
  readonly linkTarget?: '_blank' | undefined;
}

/** The class of a cell in the style sheet, by the state of the cell. Stated cells have none. */
export const stateClasses: Readonly<Record<TableCell['state'], string | undefined>> = {
  STATED: undefined,
  CONTESTED: 'tertium-contested',
  UNKNOWN: 'tertium-unknown',
  NOT_APPLICABLE: 'tertium-inapplicable',
  NOT_STATED: 'tertium-unstated',
};

export const stateIcons: Readonly<Record<TableCell['state'], IconName | undefined>> = {
  STATED: undefined,
  CONTESTED: 'contested',
  UNKNOWN: 'unknown',
  NOT_APPLICABLE: 'none',
  NOT_STATED: 'empty',
};

const supportIcons = { YES: 'yes', PARTIAL: 'partial', NO: 'no' } as const;

/**
 * The content of a cell: its values with the texts of their claims and with references. In a contested cell, the name of the state precedes
 * the values. A cell without values has only the text of the cell, such as "Not stated".
 */
export function CellContent({
  cell: { state, text, parts },
  context,
}: {
  readonly cell: TableCell;
  readonly context: CellContext;
}): VNode {
  const { locale, idPrefix } = context;
  const icon = stateIcons[state];
  if (state === 'CONTESTED') {
    return (
      <>
        <p class="tertium-state">
          <Icon name="contested" idPrefix={idPrefix} />
          {message(locale, 'state.CONTESTED')}
        </p>
        <ul>
          {parts.map((part) => (
            <li>
              <Part part={part} context={context} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  if (parts.length === 0) {
    return (
      <span class="tertium-state">
        {icon && <Icon name={icon} idPrefix={idPrefix} />}
        {text}
      </span>
    );
  }
  if (parts.length === 1 && parts[0]) return <Part part={parts[0]} icon={icon} context={context} />;
  return (
    <ul>
      {parts.map((part) => (
        <li>
          <Part part={part} icon={icon} context={context} />
        </li>
      ))}
    </ul>
  );
}

/**
 * A value, and the texts of its claims that differ from the value after folding. References follow each text; those of the other claims
 * follow the value.
 */
function Part({
  part: { text, support, statements },
  icon,
  context,
}: {
  readonly part: TableCellPart;
  readonly icon?: IconName | undefined;
  readonly context: CellContext;
}): VNode {
  const { citations, idPrefix } = context;
  const shownIcon = support ? supportIcons[support] : icon;
  const isShown = (words: string | null): words is string => words !== null && fold(words) !== fold(text);
  const inWords = statements.filter(({ words }) => isShown(words));
  const plain = statements.filter(({ words }) => !isShown(words)).flatMap((each) => citations.of(each));
  return (
    <>
      <span class={icon ? 'tertium-state' : undefined}>
        {shownIcon && <Icon name={shownIcon} idPrefix={idPrefix} />}
        <bdi>{text}</bdi>
      </span>
      <References references={distinct(plain)} context={context} />
      {groupByWords(inWords).map(([words, group]) => (
        <p dir="auto">
          {words}
          <References references={distinct(group.flatMap((each) => citations.of(each)))} context={context} />
        </p>
      ))}
    </>
  );
}

/** Groups statements by their texts, so that equal texts share a paragraph. */
function groupByWords(
  statements: readonly TableStatement[],
): readonly (readonly [words: string, statements: readonly TableStatement[]])[] {
  const groups = new Map<string, TableStatement[]>();
  for (const statement of statements) {
    const words = statement.words ?? '';
    const group = groups.get(words);
    if (group) group.push(statement);
    else groups.set(words, [statement]);
  }
  return [...groups];
}

function distinct(references: readonly Reference[]): readonly Reference[] {
  return references.filter(({ item }, index) => references.findIndex((each) => each.item === item) === index);
}

/**
 * The numbers of sources as links to citations, or to sources, in the list of sources. Assistive technologies announce each link as a reference
 * to a note, and read the target of the link as its description.
 */
export function References({
  references,
  context: { idPrefix },
}: {
  readonly references: readonly Reference[];
  readonly context: CellContext;
}): VNode | null {
  if (references.length === 0) return null;
  return (
    <sup>
      {references.map(({ source, item }) => (
        <a role="doc-noteref" href={`#${idPrefix}${item}`} aria-describedby={idPrefix + item}>
          {source}
        </a>
      ))}
    </sup>
  );
}
