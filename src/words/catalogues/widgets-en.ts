/** The texts of widgets in English. */
export const widgetsEn = {
  'widget.controls': 'Controls of the table',
  'widget.open': 'Open the comparison',
  'widget.allRows': '{count, plural, one {{count} row} other {{count} rows}}.',
  'widget.differingRows':
    '{count, plural, one {{count} row} other {{count} rows}} of {total} in which they differ.',
  'widget.columnsChosen': '{count} of {total} columns.',
  'widget.earlier': '{name}: move one column back',
  'widget.later': '{name}: move one column forward',
  'widget.moved': '{name}: column {place} of {count}.',
  'widget.copy': 'Copy',
  'widget.copyMarkdown': 'As Markdown',
  'widget.copyCsv': 'As CSV',
  'widget.copyEmbed': 'Code to embed it',
  'widget.copyCitation': 'Citation',
  'widget.copied': 'Copied.',
  'widget.copyByHand': 'Copy the selected text.',
  'widget.source': 'Source {number}',
  'widget.failed': 'The table could not be updated.',
  'widget.citation': '{title} Revision {number}, {date}. {site}. {url}',

  // Cards, verdicts, choices and badges
  'widget.card.noValues': 'No source states a value yet.',
  'widget.card.more':
    '{count, plural, one {The {count} statement} other {All {count} statements}} with sources',
  'widget.verdict.two': '{first} vs {second}',
  'widget.verdict.more': '{first}, {second} and {count} more',
  'widget.verdict.basis':
    '{rows, plural, =0 {There is no row to compare.} one {They differ in {differing} of {rows} row, according to {sources, plural, one {{sources} source} other {{sources} sources}}.} other {They differ in {differing} of {rows} rows, according to {sources, plural, one {{sources} source} other {{sources} sources}}.}}',
  'widget.verdict.compare': 'See the comparison',
  'widget.badge':
    '{rows, plural, =0 {nothing to compare} one {differ in {differing} of {rows} row} other {differ in {differing} of {rows} rows}}',
  'widget.choice.weights': 'What matters to you',
  'widget.choice.noWeight': 'Give at least one aspect a weight above 0.',
  'widget.choice.failed': 'The ranking could not be updated.',
  'widget.choice.atLeast': '(at least {value})',
  'widget.choice.first':
    '{count, plural, one {{names} comes first, with a score of {score}.} other {{names} share the first place, with a score of {score}.}}',
  'widget.choice.none': 'No approach meets all requirements.',
  'widget.choice.score': 'Score {score}',
  'widget.choice.range': 'Score {score}, between {minimum} and {maximum}',
  'widget.choice.why': 'How this score comes about',
  'widget.choice.open':
    'Values that are missing or contested could change the order: the ranges of scores overlap.',
  'widget.choice.excluded': 'Excluded, because a requirement is not shown to be met:',
  'widget.choice.noFlip': 'No change of a single weight changes the first place.',
  'widget.choice.compare': 'See the comparison with its sources',
} as const;
