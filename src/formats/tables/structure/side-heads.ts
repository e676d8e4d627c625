/** Matches the head of a column with row numbers, and an empty head. */
const numbering = /^(?:(?:sr|s|sl|serial|row|item)?\.?\s*(?:no|nr|num|number|#|№)\.?|#|№)?$/iu;
const ranking = /^(?:rank(?:ing)?|place|position|pos\.?|platz|rang)$/iu;
const totals =
  /^(?:(?:grand |sub)?totals?|sum|σ|averages?|avg\.?|mean|median|geo(?:metric )?mean|overall|gesamt|summe|durchschnitt|moyenne|promedio|media)(?:\s.*)?$/iu;
const notes =
  /^(?:(?:(?:further|additional|other|more|extra|special) )?(?:notes?|remarks?|comments?|observations?|details?|explanations?|descriptions?|info(?:rmation)?|reasons?|rationale|summary|caveats?|footnotes?|clarifications?)|why|meaning|what it (?:does|means)|bemerkung(?:en)?|anmerkung(?:en)?|kommentar|hinweise?|remarques?|notas?|observaciones|note|osservazioni|opmerkingen|valid (?:until|from|through)|as of|last (?:updated|checked|verified)|checked(?: on)?|status date)$/iu;
const links =
  /^(?:(?:(?:external|useful|official) )?(?:links?|urls?|sources?|references?|refs?\.?|citations?|see(?: also)?|further reading|docs?|documentation|docs? links?|issues?|tickets?|spec(?:ification)?s?|quellen?|proofs?|evidence))$/iu;
const units =
  /^(?:units?|uom|measured in|unit of measure(?:ment)?|einheit(?:en)?|unité|unidad|unità|eenheid)$/iu;

const differences =
  /^(?:(?:%|relative|total|net|speed|perf(?:ormance)?) ?)?(?:speed-?\s?ups?|deltas?|[Δδ]|diffs?|differences?|changes?|improvements?|ratios?|gains?|savings?|gaps?|winners?|advantage|faster|unterschied|différence|diferencia|differenza|verschil)(?: ?(?:%|\(.{1,30}\)|factor|(?:vs\.?|over|to|from|against) .{1,40}))?$|^vs\.? .{1,40}$|^.{1,30}\bvs\.? .{1,30} (?:speed-?\s?up|ratio|gain|delta)$/iu;

/** The purpose of a row or column that is not about a subject. */
export type SideRole = 'NUMBERS' | 'RANKS' | 'TOTALS' | 'NOTES' | 'LINKS' | 'UNITS' | 'DIFFERENCES';

/** The purpose that the head of a row or column names; null for other heads. */
export function sideRoleOf(head: string): SideRole | null {
  const text = head.replace(/[\s:.]+$/u, '').trim();
  if (text !== '' && numbering.test(text)) return 'NUMBERS';
  if (ranking.test(text)) return 'RANKS';
  if (totals.test(text)) return 'TOTALS';
  if (notes.test(text)) return 'NOTES';
  if (links.test(text)) return 'LINKS';
  if (differences.test(text)) return 'DIFFERENCES';
  return units.test(text) ? 'UNITS' : null;
}

/** Whether a head names the numbers or ranks of rows, or is empty. */
export function namesNumbers(head: string): boolean {
  return numbering.test(head.trim()) || ranking.test(head.trim());
}

const pictures =
  /^(?:photos?|images?|pictures?|logos?|icons?|screenshots?|thumbnails?|avatars?|previews?|fotos?|bild(?:er)?|imagen|immagine|afbeelding)$/iu;

/** Whether a head names pictures, whose texts are not names. */
export function namesPictures(head: string): boolean {
  return pictures.test(head.replace(/[\s:.]+$/u, '').trim());
}

/** Whether a head names ranks. */
export function ranksRows(head: string): boolean {
  return ranking.test(head.trim());
}
