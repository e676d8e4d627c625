import type { widgetsEn } from './widgets-en.js';

/** The words of the controls of widgets in German. */
export const widgetsDe: Readonly<Record<keyof typeof widgetsEn, string>> = {
  'widget.controls': 'Bedienung der Tabelle',
  'widget.open': 'Vergleich öffnen',
  'widget.allRows': '{count, plural, one {{count} Zeile} other {{count} Zeilen}}.',
  'widget.differingRows':
    '{count, plural, one {{count} Zeile} other {{count} Zeilen}} von {total}, in denen sie sich unterscheiden.',
  'widget.columnsChosen': '{count} von {total} Spalten.',
  'widget.earlier': '{name}: eine Spalte zurück',
  'widget.later': '{name}: eine Spalte vor',
  'widget.moved': '{name}: Spalte {place} von {count}.',
  'widget.copy': 'Kopieren',
  'widget.copyMarkdown': 'Als Markdown',
  'widget.copyCsv': 'Als CSV',
  'widget.copyEmbed': 'Code zum Einbetten',
  'widget.copyCitation': 'Quellenangabe',
  'widget.copied': 'Kopiert.',
  'widget.copyByHand': 'Kopieren Sie den markierten Text.',
  'widget.source': 'Quelle {number}',
  'widget.failed': 'Die Tabelle konnte nicht aktualisiert werden.',
  'widget.citation': '{title} Revision {number}, {date}. {site}. {url}',
};
