import type { embedsEn } from './embeds-en.js';

/** The texts of comparisons on other sites, and of feeds, in German. */
export const embedsDe: Readonly<Record<keyof typeof embedsEn, string>> = {
  'embed.whole': 'Der ganze Vergleich auf {site}',
  'embed.failed': 'Der Vergleich kann nicht gezeigt werden',

  'feed.link': 'Änderungen dieses Vergleichs (Atom)',
  'feed.subtitle': 'Was sich an diesem Vergleich geändert hat',
  'feed.published':
    'Der Vergleich ist erschienen, mit {count, plural, one {{count} Zeile} other {{count} Zeilen}}',
  'feed.rows':
    '{count, plural, one {{count} Zeile geändert: {rows}} other {{count} Zeilen geändert: {rows}}}',
  'feed.renamed': 'Neuer Titel: {name}',
  'feed.columnsAdded': 'Jetzt auch verglichen: {names}',
  'feed.columnsRemoved': 'Nicht mehr verglichen: {names}',
  'feed.answers': 'Die Antwort hat sich geändert',
  'feed.reordered': 'Die Zeilen haben eine andere Reihenfolge',
  'feed.others': '{count, plural, one {{count} weitere} other {{count} weitere}}',
  'feed.change': '{what}: vorher {before}, jetzt {after}',
  'feed.nothing': 'nichts',
  'feed.title': 'Titel',
  'feed.answer': 'Antwort',
  'feed.approach': 'Name der Spalte',
  'feed.name': 'Name der Zeile',
  'feed.section': 'Abschnitt',
  'feed.summary': 'Beschreibung',
};
