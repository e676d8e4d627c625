import { embedsDe } from './embeds-de.js';
import type { Messages } from './messages.js';
import { pagesDe } from './pages-de.js';
import { widgetsDe } from './widgets-de.js';

/** The catalogue of German messages. */
export const de: Messages = {
  ...pagesDe,
  ...widgetsDe,
  ...embedsDe,

  'state.STATED': 'Angegeben',
  'state.CONTESTED': 'Umstritten',
  'state.UNKNOWN': 'Unbekannt',
  'state.NOT_APPLICABLE': 'Nicht anwendbar',
  'state.NOT_STATED': 'Nicht angegeben',
  'cell.contested': 'Umstritten: {values}',

  'verdict.SAME': 'Gleich',
  'verdict.EQUIVALENT': 'Gleichwertig',
  'verdict.OVERLAPPING': 'Teilweise gleich',
  'verdict.DIFFERENT': 'Verschieden',
  'verdict.OPPOSITE': 'Gegensätzlich',
  'verdict.NOT_COMPARABLE': 'Nicht vergleichbar',
  'verdict.UNDETERMINED': 'Nicht entscheidbar',
  'verdict.ONE_SIDED': 'Nur für einige angegeben',

  'section.DIMENSION': 'Eigenschaften',
  'section.FEATURE': 'Merkmale',
  'section.BENEFIT': 'Vorteile',
  'section.DRAWBACK': 'Nachteile',
  'section.USE_CASE': 'Anwendungsfälle',

  'support.YES': 'Ja',
  'support.PARTIAL': 'Teilweise',
  'support.NO': 'Nein',
  'support.withNote': '{support} ({note})',
  'terms.none': 'keine',
  'date.orLater': '{date} oder später',
  'date.orEarlier': '{date} oder früher',
  'version.orNewer': '{version} oder neuer',
  'version.orOlder': '{version} oder älter',
  'version.range': '{oldest} bis {newest}',
  'quantity.about': 'etwa {amount}',
  'quantity.range': '{low} bis {high}',
  'quantity.aboveLow': 'mehr als {low}, höchstens {high}',
  'quantity.belowHigh': 'mindestens {low}, weniger als {high}',
  'quantity.between': 'mehr als {low} und weniger als {high}',
  'quantity.orMore': '{amount} oder mehr',
  'quantity.moreThan': 'mehr als {amount}',
  'quantity.upTo': 'bis zu {amount}',
  'quantity.lessThan': 'weniger als {amount}',
  'quantity.converted': '{amount} ({stated})',
  'unit.plainNumbers': 'reine Zahlen',
  'value.withConditions': '{value} ({conditions})',

  'list.also': '{first}, auch {second}',
  'list.orConditions': '{first} oder {second}',
  'list.more': '{list} und {count} weitere',

  'explanation.COMMON': 'Für alle ist dasselbe angegeben: {values}.',
  'explanation.REMARK': '{approaches} {count, plural, one {ergänzt} other {ergänzen}}: {note}',
  'explanation.ONLY_UNDER': 'Nur unter Bedingungen: {approaches}.',
  'explanation.TERMS':
    '{areAll, select, yes {Bei allen: {shared}. Nicht bei allen: {others}.} other {Gemeinsam bei {approaches}: {shared}. Nicht bei allen davon: {others}.}}',
  'explanation.noTerms': 'nichts',
  'explanation.NOT_STATED': 'Für {approaches} ist nichts angegeben.',
  'explanation.UNKNOWN': 'Laut Quellen ist es für {approaches} unbekannt.',
  'explanation.NOT_APPLICABLE': 'Für {approaches} stellt sich die Frage nicht.',
  'explanation.SOURCES': 'Die Quellen widersprechen sich: {values}.',
  'explanation.ONE_SOURCE': 'Eine einzige Quelle gibt mehrere Werte an: {values}.',
  'explanation.UNDETERMINED': 'Es lässt sich nicht sagen, ob alle übereinstimmen.',
  'explanation.NOT_COMPARABLE': 'Nicht alle davon lassen sich vergleichen.',
  'explanation.NOTHING_TO_COMPARE': 'Es gibt nichts zu vergleichen.',
  'explanation.ONLY': 'Nur für diese angegeben: {values}.',
  'explanation.LIST': '{assertion}: {values}.',
  'explanation.ASSERTION': '{assertion}.',
  'assertion.SAME_IN_OTHER_WORDS': 'Für alle ist dasselbe mit anderen Worten angegeben',
  'assertion.SAME_AMOUNTS': 'Alle Mengen stimmen überein',
  'assertion.SAME_WITHIN_TOLERANCE': 'Alle Mengen stimmen innerhalb der Toleranz überein',
  'assertion.SAME_DATES': 'Alle Daten stimmen überein, soweit sie genau sind',
  'assertion.SAME_VALUES': 'Alle Werte stimmen überein',
  'assertion.AGREES_WHERE_CONDITIONS_OVERLAP':
    'Die Werte stimmen überein, wo sich ihre Bedingungen überschneiden',
  'assertion.OVERLAPPING':
    'Die Werte stimmen {isAtMost, select, yes {höchstens teilweise} other {nur teilweise}} überein{isToContested, select, yes {, gleich welche der umstrittenen Werte stimmen} other {}}',
  'assertion.DIFFERENT':
    'Die Werte unterscheiden sich{isToContested, select, yes {, gleich welche der umstrittenen Werte stimmen} other {}}',
  'assertion.OPPOSITE':
    'Die Werte sind gegensätzlich{isToContested, select, yes {, gleich welche der umstrittenen Werte stimmen} other {}}',
  'assertion.DISJOINT_CONDITIONS':
    'Es lässt sich nicht sagen, ob alle übereinstimmen, da nicht alle Werte unter denselben Bedingungen gelten',
  'assertion.PARTLY_AGREES':
    'Es lässt sich nicht sagen, ob alle übereinstimmen, da manche Werte übereinstimmen und andere nicht',
  'assertion.UNITS':
    'Nicht alle davon lassen sich vergleichen, denn {units} {arePhysical, select, yes {messen verschiedene Größen} other {lassen sich nicht ineinander umrechnen}}',
  'assertion.STATED': 'Angegeben',
  'assertion.ALSO': 'Außerdem angegeben',

  'inWords.noRows': 'Zu {approaches} gibt es nichts zu vergleichen.',
  'inWords.shared':
    '{count, plural, =0 {In keiner Zeile stimmen nachweislich alle überein.} one {{approaches} stimmen in {count} von {rows} Zeilen überein: {axes}.} other {{approaches} stimmen in {count} von {rows} Zeilen überein: {axes}.}}',
  'inWords.different':
    '{count, plural, =0 {In keiner Zeile unterscheiden sie sich nachweislich.} one {Sie unterscheiden sich in {count} Zeile: {axes}.} other {Sie unterscheiden sich in {count} Zeilen: {axes}.}}',
  'inWords.notStated':
    '{count, plural, =0 {Für jede Zelle sagen Quellen etwas aus.} one {Für {count} von {cells} Zellen sagt keine Quelle etwas aus.} other {Für {count} von {cells} Zellen sagt keine Quelle etwas aus.}}',

  'page.comparisonTitle': '{approaches} im Vergleich',
  'page.publishedOn': 'veröffentlicht: {date}',
  'page.accessedOn': 'abgerufen: {date}',
  'picture.rows':
    '{more, plural, =0 {} one {# weitere Spalte · } other {# weitere Spalten · }}{rows, plural, one {# Zeile} other {# Zeilen}}',
  'picture.summary':
    '{more, plural, =0 {} one {# weitere Spalte · } other {# weitere Spalten · }}{rows, plural, one {# Zeile} other {# Zeilen}} · {sources, plural, one {# Quelle} other {# Quellen}}',

  'kind.DIMENSION': 'eine Eigenschaft',
  'kind.FEATURE': 'ein Merkmal',
  'kind.BENEFIT': 'ein Vorteil',
  'kind.DRAWBACK': 'ein Nachteil',
  'kind.USE_CASE': 'ein Anwendungsfall',
  'unmerged.KINDS': 'Das eine ist {one}, das andere {other}.',
  'unmerged.VALUE_TYPES': 'Ihre Werte sind von verschiedener Art: {one} und {other}.',
  'unmerged.CARDINALITIES': 'Das eine hat einen einzigen Wert, das andere kann mehrere haben.',
  'unmerged.LEVELS': 'Ihre Skalen haben verschiedene Stufen.',
  'unmerged.UNITS': 'Ihre Einheiten messen verschiedene Größen: {one} und {other}.',

  'contribution.cell': '{axis}: {value}.',
  'contribution.score':
    'Auf der Skala vom schlechtesten Wert ({worst}) bei 0 bis zum besten ({best}) bei 1 beträgt die Bewertung {score}.',
  'contribution.scoreRange':
    'Auf der Skala vom schlechtesten Wert ({worst}) bei 0 bis zum besten ({best}) bei 1 beträgt die Bewertung {low} bis {high} und zählt als {score}.',
  'contribution.beyond': 'Ein Wert jenseits eines Endes zählt als dieses Ende.',
  'contribution.open': 'Ein offenes Ende zählt als das Ende der Skala.',
  'contribution.foreign': 'Eine Menge in einer Einheit anderer Art kann jede Bewertung haben.',
  'contribution.noScore': 'Dieses Kriterium hat keine Bewertung.',
  'contribution.typeWithoutScore': 'Werte der Art {type} haben keine Bewertung.',
  'contribution.anyScore': '{reason}: Die Bewertung kann zwischen 0 und 1 liegen und zählt als 0,5.',
  'contribution.weight': 'Das Gewicht ist {weight} von {total}; das ergibt {points} Punkte.',
  'noScore.FOREIGN': 'Eine Menge in einer Einheit anderer Art hat keine Position auf der Skala',
  'noScore.NOT_STATED': 'Keine Quelle gibt einen Wert an',
  'noScore.UNKNOWN': 'Laut den Quellen ist der Wert unbekannt',
  'noScore.NOT_APPLICABLE': 'Das Kriterium ist nicht anwendbar, was weder gut noch schlecht ist',
  'noScore.STATED': 'Kein angegebener Wert hat eine Position auf der Skala',
  'noScore.CONTESTED': 'Kein angegebener Wert hat eine Position auf der Skala',
  'outcome.MET': 'das ist erfüllt',
  'outcome.NOT_MET': 'das ist nicht erfüllt',
  'outcome.NOT_SHOWN': 'das ist nicht belegt',
  'requirement.AT_LEAST': 'Gefordert ist {value} oder besser; {outcome}.',
  'requirement.CONTAINS': 'Gefordert ist {values}; {outcome}.',
  'requirement.MUST_NOT_CONTAIN': 'Ausgeschlossen ist, dass {values} enthalten ist; {outcome}.',
  'requirement.MUST_NOT_BE': 'Ausgeschlossen ist {values}; {outcome}.',
  'supportInText.YES': 'ja',
  'supportInText.PARTIAL': 'teilweise',
  'supportInText.NO': 'nein',
  flip: 'Hätte {axis} ein Gewicht von etwas {side, select, more {mehr} other {weniger}} als {weight} statt {from}, läge {winner} vorn.',
};
