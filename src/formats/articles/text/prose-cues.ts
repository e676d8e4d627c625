/** Starts of sentences that conclude an article or introduce its advice. */
export const closing =
  /^(?:tl;?dr|in (?:essence|summary|conclusion|short|brief|the end|closing|a nutshell)|to (?:sum up|conclude|summari[sz]e)|overall|ultimately|all in all|in other words, the choice|taken together|the bottom line)\b/iu;

/** Phrases of sentences that state a difference. */
export const differing =
  /\b(?:differ|differs|differed|differing|difference|differences|different|differently|distinct|distinction|distinctions|distinguish|distinguishes|contrast|contrasts|separates?|sets? (?:them|it|the two) apart|part ways|opposite|whereas|unlike|diverge|diverges|not the same|on the other hand|by contrast|conversely|but not)\b/iu;

/** Phrases that introduce the difference itself, such as "the difference is" or "the contrast lies". */
export const namingDifference =
  /\b(?:differences?|distinctions?|contrast)\b(?:\s+between\b.{1,120}?)?\s+(?:is|are|lies?|lay|comes? down to|boils? down to|comes? from|has to do with)\b/iu;

/** Phrases of sentences with advice. */
export const advising =
  /\b(?:choose|choosing|pick|opt for|go (?:with|for)|use|prefer|best|better|ideal|suits?|suitable|right|consider|fit|fits|win|wins|recommended|makes? (?:more )?sense|good (?:choice|fit|option)|depends?)\b.*\b(?:if|when|for|where|on)\b|\b(?:if|when|where)\b.*\b(?:choose|choosing|pick|opt|go|use|prefer|best|better|ideal|suits?|suitable|right|consider|fits?|win|wins|recommended|sense|choice|option)\b/iu;

/** Starts of sentences that urge the reader to choose. */
export const urging =
  /^(?:(?:so|then|instead|otherwise|in that case|in general|generally),?\s+)?(?:use|choose|pick|select|opt for|go (?:with|for)|prefer|try|consider|take|get|buy|rent|hire|stick (?:with|to)|reach for)\b/iu;

/** Phrases of sentences about the people or cases that a subject suits. */
export const suiting =
  /\b(?:is|are|be|works?)\s+(?:(?:usually|often|generally|typically|probably|also|likely|by far|much)\s+)?(?:(?:the|an?)\s+)?(?:(?:best|better|ideal(?:ly)?|perfect|well[- ]suited|better[- ]suited|suited|suitable|recommended)(?:\s+(?:used|suited|choice|fit|option|pick|match|bet|kept|left|reserved))?\s+(?:for|to|when|if|where|in)|(?:good|right|great|natural|popular|strong(?:er)?|solid|safer?|sensible)\s+(?:(?:choice|fit|option|pick|match|bet)\s+(?:for|to|when|if|where|in)|for|when|if))\b/iu;

/** Starts of sentences with a condition, or with the people to whom the sentence applies. */
export const conditional =
  /^(?:(?:so|but|and|then|however|otherwise),?\s+)?(?:if|when|where|for (?:those|people|anyone|someone|most|many|an?|small|large|big|young|old))\b/iu;

/** Phrases of sentences that counsel the reader. */
export const counselling =
  /\b(?:should|helps?|consider|needs?|must|remember|worth|recommend(?:ed)?|crucial|essential|important|make sure|it pays|do not|don't|never|always)\b/iu;

/** Phrases of sentences that weigh alternatives. */
export const weighing =
  /\b(?:whichever|choices?|choose|choosing|depends?|decid(?:e|es|ing)|matter of|right one|best one)\b/iu;

/** Starts of sentences that continue with the topic of the previous sentence. */
export const continuing = /^(?:it|they|this|these|that|those|its|their|such|here|he|she)\b/iu;

const verbs =
  'is|are|was|were|means|mean|refers? to|stands? for|describes?|denotes?|involves?|represents?|consists? of|comprises?|(?:occurs?|happens?|arises?) (?:when|if|as)|can be (?:defined|described|seen|thought of)|may be (?:defined|described)';
const insertion =
  '(?:\\s*\\([^)]{1,80}\\))?(?:,?\\s+(?:on the other hand|by contrast|in contrast|meanwhile|conversely|however|by comparison|also known as [^,]{1,60}|or [^,]{1,60}|then|too),?)?(?:,[^,]{1,80},)?';
const verb = new RegExp(`^${insertion}\\s+(?:\\w+ly\\s+)?(?:${verbs})\\b`, 'iu');
const verbOfAction = new RegExp(
  `^\\s+(?:an?|the|your)\\s+[\\p{L}-]+(?:\\s+[\\p{L}-]+)?\\s+(?:means|involves|refers to|describes)\\b`,
  'iu',
);
const lead =
  /^(?:(?:in (?:contrast|short|simple terms|other words|general|essence|this context)|by (?:contrast|comparison|definition)|on the (?:other|one) hand|conversely|meanwhile|simply put|put simply|at its core|but|and|however|[^:,]{3,40}:|unlike [^,]{1,60}|as the name suggests)[,:]?\s+)?(?:(?:an?|the|with an?|with|in an?|in|the term|every|each|most)\s+)?["“'‘]?$/iu;

/** Whether a sentence defines the subject that it names from `start` to `end`. */
export function defines(sentence: string, start: number, end: number): boolean {
  const rest = sentence.slice(end).replace(/^["”'’]/u, '');
  return lead.test(sentence.slice(0, start)) && (verb.test(rest) || verbOfAction.test(rest));
}

/** The length of the connective at the start of a sentence, in UTF-16 code units; 0 if there is none. */
export function joiningLength(sentence: string): number {
  const joining =
    /^(?:in contrast|by contrast|by comparison|on the (?:other|one) hand|conversely|meanwhile|but|and|however|[^:,.]{3,40}:(?=\s+(?:an?|the)\s))[,:]?\s+/iu;
  return joining.exec(sentence)?.[0].length ?? 0;
}

/** Starts of sentences that name the aspect of a difference before they state the difference. */
const aspects: readonly RegExp[] = [
  /^(?:one|another|an?|a further|the|first|second|third)\s+(?:[\p{L}-]+\s+){0,3}?(?:difference|distinction|contrast|point of difference)(?:\s+between[^:,]{1,100})?\s+(?:is|lies in|concerns|is in|has to do with|comes down to|relates to|is about)\s+(?:the\s+|their\s+|how\s+)?([^:;.,]{2,70}?)\s*[:;–—]\s*/iu,
  /^(?:when it comes to|in terms of|with regard to|regarding|as (?:for|to)|with respect to|on the (?:subject|question|matter) of)\s+(?:the\s+|their\s+)?([^:;.,]{2,60}),\s*/iu,
  /^(?:they|the two|both)\s+(?:also\s+)?(?:differ|part ways)\s+(?:in|on|by)\s+(?:the\s+|their\s+)?([^:;.,]{2,60})[:;–—]\s*/iu,
];

/**
 * The range of the aspect that a sentence names at its start, and the start of the statement after it
 * (`rest`), in UTF-16 code units; null if the sentence does not start with an aspect.
 */
export function aspectIn(sentence: string): { start: number; end: number; rest: number } | null {
  for (const pattern of aspects) {
    const match = pattern.exec(sentence);
    const name = match?.[1];
    if (!match || name === undefined) continue;
    const start = match[0].lastIndexOf(name);
    return { start, end: start + name.length, rest: match[0].length };
  }
  return null;
}

const aspectAlone =
  /^(?:one|another|an?|a further|the|first|second|third)\s+(?:[\p{L}-]+\s+){0,3}?(?:difference|distinction|contrast|point of difference)(?:\s+between[^:,.]{1,100}?)?\s+(?:is|lies in|concerns|is in|has to do with|comes down to|relates to|is about)\s+(?:the\s+|their\s+)?([^:;.,]{2,70})\.$/iu;

/**
 * The range, in UTF-16 code units, of the aspect that a sentence names without a statement: "One difference is the
 * price."; null for other sentences.
 */
export function aspectAloneIn(sentence: string): { start: number; end: number } | null {
  const name = aspectAlone.exec(sentence)?.[1];
  if (name === undefined || name.split(/\s+/u).length > maxAspectWords || differing.test(name)) return null;
  const start = sentence.lastIndexOf(name);
  return { start, end: start + name.length };
}

const maxAspectWords = 7;
