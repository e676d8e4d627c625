/** The words of the controls of widgets in English. */
export const widgetsEn = {
  'widget.controls': 'Controls of the table',
  'widget.open': 'Open the comparison',
  'widget.allRows': '{count, plural, one {{count} row} other {{count} rows}}.',
  'widget.differingRows':
    '{count, plural, one {{count} row} other {{count} rows}} of {total} in which they differ.',
  'widget.columnsChosen': '{count} of {total} columns.',
  'widget.earlier': '{name}: move one column back',
  'widget.later': '{name}: move one column on',
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
} as const;
