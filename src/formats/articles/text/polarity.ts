/** Words and phrases that deny, at any position in a heading. Hyphenated words, such as "no-code", do not deny. */
const denying =
  /(?<![\p{L}-])(?:not|never|none|nothing|neither|nor|without|cannot|cant|\p{L}+n't|lack(?:s|ed|ing)?|missing|absen(?:t|ce)|instead of|rather than|other than|except|unsupported|unavailable|unsuit(?:ed|able)|myths?|misconceptions?|supposed|alleged|so-called|former|removed|avoid(?:s|ed|ing|able|ance)?|fail(?:s|ed|ing)?|falls? short|struggles?|stop(?:s|ped|ping)? (?:using|being)|free (?:of|from)|(?<!\d )no(?![.]? ?\d))(?![\p{L}-])/gu;
/** Phrases with words that seem to deny. */
const notDenying = /\bnot only\b|\bwith and without\b|\bwith or without\b|\bwhether or not\b|\bor not\b/gu;
/** Words before a cue that make its side small: "Few drawbacks". */
const diminishing =
  /\b(?:few|fewer|little|less|low|lower|lowest|minimal|negligible|zero|reduced|hardly any|no)\s+(?:[\p{L}-]+\s+)?$/u;
/** Verbs whose objects are overcome: "Challenges that X solves", "How to reduce risks", "Risk mitigation". */
const resolving =
  /\b(?:reduc|mitigat|overcom|overcam|address|solv|resolv|eliminat|prevent|minimi[sz]|remov|tackl|alleviat|circumvent|combat|decreas|lessen|diminish|counter|offset|hedg|cur(?:e|es|ed|ing)\b|fix(?:es|ed|ing)?\b|lower(?:s|ed|ing)?\b|eas(?:e|es|ed|ing)\b|handl(?:e|es|ed|ing)\b|manag(?:e|es|ed|ing)\b|limit(?:s|ed|ing)?\b|beat(?:s|ing)?\b|escap|bypass|protect|insur(?:e|es|ed|ing)\b|cop(?:e|es|ed|ing)\b|deal(?:s|t|ing)? with|work(?:s|ed|ing)? around|get(?:s|ting)? (?:rid|around|past)|guard(?:s|ed|ing)? against|spar(?:e|es|ed|ing)\b|cut(?:s|ting)?\b|keep(?:s|ing)? .* (?:away|at bay)|tak(?:e|es|ing) away)/u;
/** Verbs whose objects are given up: "Benefits that you lose". */
const losing =
  /\b(?:los(?:e|es|ing|t)|forfeit(?:s|ed|ing)?|forgo(?:es|ing|ne)?|sacrific(?:e|es|ed|ing)|giv(?:e|es|ing|en) up|miss(?:es|ed|ing)?(?: out)?)\b/u;
/** Nouns for problems. These nouns are not cues of drawbacks. */
const troubles =
  /\b(?:problems?|issues?|pain points?|mistakes?|errors?|bugs?|threats?|dangers?|hazards?|obstacles?|troubles?|difficulties|worries|fears?)\b/u;

/** Words that can follow the head noun of a phrase. Before other words, a noun is part of a compound: "risk management". */
const afterHead =
  /^(?:[^\p{L}]*$|\s*[^\p{L}\s-]|\s+(?:of|for|in|to|with|when|if|that|which|who|whom|you|your|we|they|it|i|from|by|and|or|vs|versus|than|over|at|on|as|is|are|was|were|be|include|includes|including|about|using|during|under|between|among|across|behind|against|per|like|such|here|below|above|list|lists|summary|overview|section|comparison|table|breakdown|can|may|might|should|must|will|would|could|do|does|did|have|has|had|both|each|every|all|these|this|those|the|an?|one|subject|worth|vary|depend|go|come|make|get|not|no|lie|also|alone|there|while|whereas|but|because|since|after|before|only|people|most|some|other|some|involved|including|involving|concerning|facing|involved|associated|faced|compared|explained|listed|offered|described|discussed|related|shared|posed|caused|gained|added|provided|found|seen|known|mentioned|expected)\b)/u;

/** The number of words and phrases that deny in a heading. */
function denialsIn(text: string): number {
  return [...text.replace(notDenying, ' ').matchAll(denying)].length;
}

/** Whether a heading denies something: "What X lacks", "Problems that X solves". */
export function isDenied(text: string): boolean {
  return denialsIn(text) > 0 || (troubles.test(text) && resolving.test(text));
}

/** Whether a heading with a phrase that advises against something, such as "reasons to avoid", denies the phrase again. */
export function isDeniedTwice(text: string): boolean {
  return denialsIn(text) > 1 || /\bno (?:case|reasons?|arguments?)\b/u.test(text);
}

/** Whether a noun at a position of a heading is the head of its phrase, and not a part of a compound. */
export function isHead(text: string, start: number, end: number): boolean {
  return text.charAt(start - 1) !== '-' && text.charAt(end) !== '-' && afterHead.test(text.slice(end));
}

/** Whether a heading states that a side is small, overcome or lost, or is a yes-or-no question. @param start the position of the cue */
export function deniesSide(text: string, side: 'BENEFITS' | 'DRAWBACKS', start: number): boolean {
  return (
    diminishing.test(text.slice(0, start)) ||
    (side === 'DRAWBACKS' ? resolving : losing).test(text) ||
    /^(?:is|are|does|do|did|can|has|have|will|should|could|would) /u.test(text)
  );
}

const condition =
  /^(?:if|when|where|unless|as long as|because|since|for|in case)\b[^,]*,\s*|(?:^|[\s,])(?:if|when|where|unless|as long as|because|since|who|whose|whom|that|which)\b[^,;]*/giu;
const recommended =
  '(?:choose|chosen|use|used|pick|picked|select|opt|go|prefer|consider|try|take|buy|rent|hire|suit|suits|suited|suitable|fit|fits|ideal|ideally|best|better|right|good|great|perfect|popular|sensible|solid|safe|recommended|recommend|make sense|worth|enough|for|meant|intended|designed|made|the)';
const advisingAgainst = new RegExp(
  `(?:\\bnot|n['’]t|\\bnever|\\bno longer|\\bhardly|\\brarely|\\bseldom|\\bcannot|\\bneither|\\bnor)\\s+(?:\\p{L}+\\s+){0,3}?${recommended}\\b|\\b(?:avoid|avoids|skip|shun|beware|steer clear|stay away|think twice|wrong|unsuitable|unsuited|ill-suited|unfit|worst|overkill|no reason|no good|no need)\\b|\\b(?:poor|bad|weak|risky) (?:choice|fit|option|idea|match|pick)\\b`,
  'iu',
);

/**
 * Whether a sentence or list item advises against a subject, or names a case for which the subject is not suited.
 * Negations in its conditions do not count: "Choose X if you do not travel".
 */
export function advisesAgainst(sentence: string): boolean {
  const text = sentence.replace(/\bnot only\b/giu, ' ');
  return (
    advisingAgainst.test(text.replace(condition, ' ')) ||
    /^(?:(?:but|and|so|however),?\s+)?(?:not|never|unless|except|don['’]t|do not)\b/iu.test(text)
  );
}

/** Whether a sentence denies something outside its conditions: "If you travel, X is not enough". */
export function deniesOutsideConditions(sentence: string): boolean {
  return /\b(?:not|never|no|nothing|cannot|neither|nor|hardly|rarely|avoid|without)\b|n['’]t\b/iu.test(
    sentence.replace(condition, ' '),
  );
}

const differenceDenied =
  /(?:\bno|\bnot|n['’]t|\bnever|\bhardly|\bbarely|\blittle|\bwithout|\bcannot|\bnothing|\bneither)\s+(?:\p{L}+\s+){0,3}?(?:differ\p{L}*|distinct\p{L}*|distinguish\p{L}*|contrasts?|opposites?)\b/iu;

/** Whether a sentence says that there is no difference. */
export function deniesDifference(sentence: string): boolean {
  return (
    differenceDenied.test(sentence.replace(/\bnot only\b/giu, ' ')) &&
    !/;|\b(?:whereas|while|but|yet|unlike|except|however)\b/iu.test(sentence)
  );
}

const none =
  /^(?:(?:there (?:are|is)|it has|they have|has|have)\s+)?(?:none|nothing|no|nil|n\/?a|not (?:yet )?(?:applicable|supported|available|included|offered|possible|provided)|unsupported|unavailable|missing|absent|lacking|[-–—])(?:\s+(?:known|reported|found|so far|yet|at all|really|to speak of|that we know of|worth mentioning))*[\s.!]*$/iu;

/**
 * Whether a text says that there is nothing to list ("None", "No known drawbacks") or that something is missing ("Not supported").
 * @param nouns the nouns for the items of the list, such as "drawbacks"; null for a list without such nouns
 */
export function statesNone(item: string, nouns: RegExp | null): boolean {
  const text = item.trim();
  if (none.test(text)) return true;
  if (nouns === null) return false;
  const match = nouns.exec(text.toLowerCase());
  return (
    match !== null &&
    /(?:\bno|\bnot|n['’]t|\bwithout|\bfew|\bhardly|\bnone|\bzero|\bnever)\s+(?:[\p{L}-]+\s+){0,3}$/u.test(
      text.toLowerCase().slice(0, match.index),
    )
  );
}

/** Whether a sentence limits the statements before it, as in "However, …" and "These can be avoided". */
export function turnsAway(sentence: string): boolean {
  return (
    /^(?:however|but|still|yet|fortunately|luckily|thankfully|unfortunately|sadly|that said|on the other hand|nevertheless|nonetheless|in contrast|by contrast|conversely|despite|although|though)\b/iu.test(
      sentence,
    ) ||
    /\b(?:it|they|these|this|those|which) (?:can|could|may|are|is) (?:easily |often |usually )?(?:be )?(?:avoided|solved|reduced|mitigated|overcome|fixed|outweighed|lost)\b/iu.test(
      sentence,
    )
  );
}
