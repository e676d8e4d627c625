import type { widgetsEn } from './widgets-en.js';

/** The texts of widgets in German. */
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

  'widget.card.noValues': 'Noch nennt keine Quelle einen Wert.',
  'widget.card.more': '{count, plural, one {Die {count} Aussage} other {Alle {count} Aussagen}} mit Quellen',
  'widget.verdict.two': '{first} oder {second}',
  'widget.verdict.more': '{first}, {second} und {count} weitere',
  'widget.verdict.basis':
    '{rows, plural, =0 {Es gibt keine Zeile zu vergleichen.} one {Sie unterscheiden sich in {differing} von {rows} Zeile, laut {sources, plural, one {{sources} Quelle} other {{sources} Quellen}}.} other {Sie unterscheiden sich in {differing} von {rows} Zeilen, laut {sources, plural, one {{sources} Quelle} other {{sources} Quellen}}.}}',
  'widget.verdict.compare': 'Zum Vergleich',
  'widget.badge':
    '{rows, plural, =0 {nichts zu vergleichen} one {verschieden in {differing} von {rows} Zeile} other {verschieden in {differing} von {rows} Zeilen}}',
  'widget.choice.weights': 'Was Ihnen wichtig ist',
  'widget.choice.noWeight': 'Mindestens ein Aspekt braucht ein Gewicht über 0.',
  'widget.choice.failed': 'Die Reihenfolge konnte nicht aktualisiert werden.',
  'widget.choice.atLeast': '(mindestens {value})',
  'widget.choice.first':
    '{count, plural, one {{names} liegt vorn, mit {score} Punkten.} other {{names} liegen gleichauf vorn, mit je {score} Punkten.}}',
  'widget.choice.none': 'Kein Ansatz erfüllt alle Anforderungen.',
  'widget.choice.score': '{score} Punkte',
  'widget.choice.range': '{score} Punkte, zwischen {minimum} und {maximum}',
  'widget.choice.why': 'Wie sich diese Punkte ergeben',
  'widget.choice.open':
    'Fehlende oder umstrittene Werte könnten die Reihenfolge ändern: Die Spannen der Punkte überschneiden sich.',
  'widget.choice.excluded': 'Ausgeschlossen, weil eine Anforderung nicht nachweislich erfüllt ist:',
  'widget.choice.noFlip': 'Keine Änderung eines einzelnen Gewichts ändert den ersten Platz.',
  'widget.choice.compare': 'Zum Vergleich mit den Quellen',
};
