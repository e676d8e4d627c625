/** The texts of comparisons on other sites, and of feeds, in English. */
export const embedsEn = {
  'embed.whole': 'The whole comparison on {site}',
  'embed.failed': 'The comparison cannot be shown',

  'feed.link': 'Changes of this comparison (Atom)',
  'feed.subtitle': 'What changed in this comparison',
  'feed.published':
    'The comparison is published, with {count, plural, one {{count} row} other {{count} rows}}',
  'feed.rows': '{count, plural, one {{count} row changed: {rows}} other {{count} rows changed: {rows}}}',
  'feed.renamed': 'Renamed to {name}',
  'feed.columnsAdded': 'Now also compared: {names}',
  'feed.columnsRemoved': 'No longer compared: {names}',
  'feed.answers': 'The answer changed',
  'feed.reordered': 'The rows are in another order',
  'feed.others': '{count, plural, one {{count} more} other {{count} more}}',
  'feed.change': '{what}: before {before}, now {after}',
  'feed.nothing': 'nothing',
  'feed.title': 'Title',
  'feed.answer': 'Answer',
  'feed.approach': 'Name of the column',
  'feed.name': 'Name of the row',
  'feed.section': 'Section',
  'feed.summary': 'Description',
} as const;
