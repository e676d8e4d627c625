const english = /\b(?:the|and|are|with|for|that|this|of|from|which|be|not|it|you|has|have|its)\b/giu;
/** Common words of other languages that are rare in English. */
const others =
  /(?<!\p{L})(?:der|und|das|ist|nicht|für|mit|le|les|des|est|pour|avec|une|el|los|las|para|una|che|della|het|een|van|och|att|som|det|não|uma|są|jest|не|на|для|是|的|は|を)(?!\p{L})/giu;

/** The minimum number of English words of a text in English. */
const minWords = 12;
/** The minimum number of English words for each word of another language. */
const minPerOther = 8;

/**
 * Whether texts have enough English words, and few words of other languages, to be in English. In English, the decimal
 * sign is a point, and commas separate thousands.
 */
export function areEnglish(texts: Iterable<string>): boolean {
  let [own, foreign] = [0, 0];
  for (const text of texts) {
    own += text.match(english)?.length ?? 0;
    foreign += text.match(others)?.length ?? 0;
  }
  return own >= minWords && own >= foreign * minPerOther;
}
