import { deniesSide, isDenied, isDeniedTwice, isHead } from './polarity.js';

/**
 * The role of the content of a section or list, as expressed by its heading or lead-in. `DENIED` is the role of a
 * heading that denies its cue, such as "No drawbacks" or "Risks that X avoids", or that introduces cases for which a
 * subject is not suited, such as "When not to use X".
 */
export type Role =
  | 'DIFFERENCES'
  | 'SIMILARITIES'
  | 'GUIDANCE'
  | 'BENEFITS'
  | 'DRAWBACKS'
  | 'BOTH_SIDES'
  | 'SERVICES'
  | 'EXAMPLES'
  | 'PRACTICES'
  | 'CHARACTERISTICS'
  | 'DEFINITION'
  | 'CONCLUSION'
  | 'ASIDE'
  | 'DENIED';

/** The nouns of each side. A noun is a cue if it is the head of its phrase. */
export const sideNouns = {
  DRAWBACKS:
    /\b(?:drawbacks?|disadvantages?|cons|challenges?|limitations?|weakness(?:es)?|downsides?|risks?|shortcomings?|pitfalls?)\b/u,
  BENEFITS: /\b(?:benefits?|advantages?|pros|strengths?|upsides?|merits?|perks?)\b/u,
} as const;

const eitherSide = new RegExp(`${sideNouns.DRAWBACKS.source}|${sideNouns.BENEFITS.source}`, 'gu');

const turnedAwayFrom =
  '(?:avoid(?:ing)?|skip(?:ping)?|leav(?:e|ing)|drop(?:ping)?|quit(?:ting)?|abandon(?:ing)?|ditch(?:ing)?|stop(?:ping)?|dislik(?:e|ing)|hat(?:e|ing)|uninstall(?:ing)?)';
const doubted =
  '(?:replac|worr|concern|caution|doubt|hesitat|fear|fail|complain|switch(?:ing)? (?:away )?from|migrat|mov(?:e|ing) (?:away|off)|say no|think twice|be (?:careful|wary)|both|not\\b)';

/** Phrases that introduce reasons against something. They are cues of drawbacks, although some contain a negation. */
const against = new RegExp(
  `\\b(?:case|reasons?|arguments?) against\\b|\\breasons? (?:to|for) ${turnedAwayFrom}\\b|\\breasons? not to\\b|^why .*\\b(?:might|may|should|want to) avoid\\b|\\bnot (?:so |as |very )?(?:good|ideal|suitable|suited|recommended|right) for\\b(?! (?:you|those|people|anyone|someone)\\b)|\\b(?:don't|do not|didn't) like\\b`,
  'u',
);

/** Phrases that introduce the people or cases for which something is not suited. */
const unsuited =
  /^when (?:not to|to avoid)\b|\bnot (?:so |as |very )?(?:good|ideal|suitable|suited|recommended|right|for you) (?:for|if|when)\b|\b(?:might|may|should|want to) avoid\b|^avoid .*\b(?:if|when)\b/u;

/** Patterns by role. `roleOf` uses the first match, so specific patterns precede general ones. */
const cues: readonly (readonly [Role, RegExp])[] = [
  [
    'ASIDE',
    /^(?:related (?:posts?|articles?|reading|questions?)|see also|further reading|read more|about (?:the )?(?:author|us)|share this|leave a (?:reply|comment)|table of contents|on this page|you (?:may|might) also (?:like|enjoy)|people also ask|faqs?|frequently asked questions)\b|^(?:(?:article |our )?sources|references|comments?|newsletter|subscribe|tags|contents|advertisement|recommended)(?: (?:and|&) .*| list| reading| articles?| posts?)?$/u,
  ],
  [
    'CONCLUSION',
    /^(?:conclusions?|(?:the )?(?:short|quick|simple) answer|in (?:summary|conclusion|short|essence|brief|closing|a nutshell|one sentence)|tl;?dr|summary$|final (?:thoughts|words?|verdict)|(?:the )?bottom line|wrapping (?:it )?up|wrap[- ]up|(?:the |our )?verdict|(?:key |main )?takeaways?|to sum up|summing up|closing (?:thoughts|words)|last words?)(?![\w-])/u,
  ],
  ['SIMILARITIES', /\b(?:similarit(?:y|ies)|in common|alike)\b/u],
  ['DRAWBACKS', against],
  ['DENIED', unsuited],
  [
    'BENEFITS',
    new RegExp(
      `\\b(?:case|arguments?) for\\b(?! ${turnedAwayFrom}| ${doubted})|\\breasons? (?:to|for)\\b(?! ${doubted})|\\bwhat we like\\b|\\bwhy (?:people|we|you(?:'ll| will)) (?:like|love)\\b|^why (?:choose|use|pick|opt for|go (?:with|for)|buy)\\b`,
      'u',
    ),
  ],
  [
    'GUIDANCE',
    /^(?:(?:our|my|final|general) )?recommendations?$|^(?:(?:key|practical|final) )?considerations$|^(?:practical |final |our )?advice$|^when .{2,60} (?:makes? (?:more )?sense|is (?:the )?(?:better|best|right)|are (?:the )?(?:better|best|right)|fits?|wins?|works best)\b|^(?:when|why|where) (?:(?:and (?:why|where|how) )?to|should (?:you|i|we|one)|you should|would you|do you|does it)\b|^(?:how to|tips for) (?:choos|decid|pick|select)|\b(?:use|choose|pick|select|opt for|go (?:with|for)|prefer|consider|use cases? for) .{1,60}?\b(?:when|if)\b[^.]*$|^(?:use|choose|pick|select|opt for|go (?:with|for)|prefer) .{1,40}:$|\b(?:may|might|could|can) (?:suit|fit|benefit|help|work for|be (?:right|best|better|good|the (?:right|better|best)))\b|^(?:best|ideal|suitable|good|right|suited|recommended) (?:for|use cases|when|if)\b|^who (?:should|is|needs|can|may)\b|\bwhich (?:one|to choose|should|is (?:right|better|best))|^(?:choosing|deciding|picking|selecting|making (?:the|your) (?:choice|decision))\b|\b(?:right|better|best|good) (?:choice|option|fit|pick)\b|\bsuited (?:for|to|if|when)\b|\b(?:makes? (?:more |most )?sense|works? (?:better|best|well)|shines?|excels?|wins?|is (?:better|best|ideal|right|enough|worth it|preferable)|are (?:better|best|ideal|right|enough|worth it|preferable)) (?:for|if|when|where)\b/u,
  ],
  [
    'BOTH_SIDES',
    /\b(?:pros|benefits|advantages|strengths|upsides)(?:,| and| &| \/|\/) ?(?:the )?(?:cons|drawbacks|disadvantages|weaknesses|limitations|challenges|downsides|risks)\b|\b(?:cons|drawbacks|disadvantages|weaknesses|limitations|challenges|downsides|risks)(?:,| and| &| \/|\/) ?(?:the )?(?:pros|benefits|advantages|strengths|upsides)\b/u,
  ],
  ['DIFFERENCES', /\b(?:differences?|distinctions?|contrasts?) (?:in|of|between)\b/u],
  ['DRAWBACKS', eitherSide],
  [
    'DIFFERENCES',
    /\b(?:differences?|differ|distinctions?|at a glance|compar(?:ison|isons|ed|e|ing)|side[- ]by[- ]side|head[- ]to[- ]head|versus|vs|contrasts?|point by point|summary table|sets? (?:them|the two|each) apart|part ways)\b/u,
  ],
  [
    'SERVICES',
    /\b(?:services?|offerings?|tools?|software|products?|solutions?)\b(?=.*\b(?:includes?|are|provided|offered|used|of|by|for)\b|:?$)/u,
  ],
  ['EXAMPLES', /\b(?:examples?|instances|types?|kinds?)\b/u],
  [
    'PRACTICES',
    /\b(?:principles?|practices?|values|pillars|tenets|steps|stages|phases|ceremonies|techniques|methods)\b/u,
  ],
  [
    'CHARACTERISTICS',
    /\b(?:characteristics?|features?|traits?|attributes?|properties|qualities|elements|components?|parts|objectives?|goals?|functions?|responsibilit(?:y|ies)|duties|tasks|roles?|symptoms?|signs|causes|capabilities|highlights|facts|key points|works?|use cases|uses)\b/u,
  ],
  [
    'DEFINITION',
    /^(?:what (?:is|are|does|do)\b|understanding\b|defining\b|definitions?\b|meaning\b|overview\b|introduction\b|intro\b|about\b|background\b|explaining\b|short overview|(?:a )?(?:quick|brief|short) (?:overview|look|introduction))|\b(?:explained|defined|definitions?|overview|meanings?)$/u,
  ],
];

/**
 * Roles that `roleOf` replaces by `DENIED` if the heading denies its cue. `roleOf` checks drawbacks separately, and does not
 * replace other roles, such as differences.
 */
const deniableRoles: ReadonlySet<Role> = new Set<Role>([
  'BENEFITS',
  'BOTH_SIDES',
  'GUIDANCE',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
  'DEFINITION',
]);

/** Whether a role covers one side of a subject: its benefits or its drawbacks. */
export function isSide(role: Role | null): boolean {
  return role === 'BENEFITS' || role === 'DRAWBACKS';
}

/** Whether the role of a heading also applies to the lists below the heading. */
export function isListRole(role: Role | null): boolean {
  return role !== null && role !== 'DIFFERENCES' && role !== 'DEFINITION';
}

/**
 * The role of the content after a heading or lead-in; null if no pattern matches or the heading has more than 28 words. A noun of a
 * side in a compound, such as "risk management", is not a cue.
 */
export function roleOf(heading: string): Role | null {
  const text = bareHeading(heading);
  if (text.split(' ').length > 28) return null;
  for (const [role, pattern] of cues) {
    if (pattern === eitherSide) {
      const side = sideOf(text);
      if (side === null) continue;
      return deniesSide(text, side.role, side.start) || isDenied(text) ? 'DENIED' : side.role;
    }
    if (!pattern.test(text)) continue;
    if (pattern === against) return isDeniedTwice(text) ? 'DENIED' : role;
    return deniableRoles.has(role) && isDenied(text) ? 'DENIED' : role;
  }
  return null;
}

/**
 * Whether a heading has no role, but contains a noun of a side, as in "Risk management". The list below it need not be about this side.
 */
export function mentionsSide(heading: string): boolean {
  const text = bareHeading(heading);
  return roleOf(heading) === null && (sideNouns.BENEFITS.test(text) || sideNouns.DRAWBACKS.test(text));
}

/** The first noun of a side that is the head of its phrase; null if there is none. */
function sideOf(text: string): { readonly role: 'BENEFITS' | 'DRAWBACKS'; readonly start: number } | null {
  for (const { 0: noun, index } of text.matchAll(eitherSide)) {
    if (isHead(text, index, index + noun.length))
      return { role: sideNouns.BENEFITS.test(noun) ? 'BENEFITS' : 'DRAWBACKS', start: index };
  }
  return null;
}

/**
 * The text after "of", "for" or a similar word in a heading, where a subject may be named; null if the heading
 * has no such word, or if a general word follows it, such as "each".
 */
export function tailOf(heading: string): string | null {
  const match =
    /\b(?:of|for|to|with|behind|in|by|from|using|about)\s+(.+?)(?:\s+(?:include|includes|are|is|as follows))?$/u.exec(
      bareHeading(heading),
    );
  const tail = match?.[1] ?? null;
  return tail === null ||
    /^(?:each|both|either|it|them|this|these|using (?:it|them)|the two|all|every|note|approach|consider|know)\b/u.test(
      tail,
    )
    ? null
    : tail;
}

/**
 * Normalises a heading for the patterns: converts it to lower case, unifies white space and apostrophes, and removes marks and a list
 * label, such as "1." or "b)", at its start, and punctuation at its end.
 */
export function bareHeading(heading: string): string {
  return heading
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+/iu, '')
    .replace(/[\s:：?!.…*_]+$/u, '')
    .replace(/\s+/gu, ' ')
    .replaceAll('’', "'")
    .toLowerCase()
    .trim();
}

const introduction =
  /^(?:(?:so,? )?(?:what|who) (?:exactly )?(?:is|are|does|do)(?: (?:an?|the|meant by))?|understanding(?: what| the)?|(?:an? )?(?:quick |brief |short )?(?:overview|introduction|definition|meaning|basics|concept|role) (?:of|to)(?: an?| the)?|introduction to|introducing|about|defining|exploring|explaining|how (?:does|do)|a closer look at|meet|all about) (.+?)(?: (?:mean|work|in (?:brief|short|a nutshell|detail)|at a glance|explained|defined|overview|basics))*$/u;

/** The name in a heading such as "What is an X?", with its capitals; null if the heading does not introduce a name. */
export function introducedIn(heading: string): string | null {
  const stripped = heading
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+/iu, '')
    .replace(/[\s:：?!.]+$/u, '')
    .replace(/\s+/gu, ' ');
  const match = introduction.exec(stripped.toLowerCase());
  const name = match?.[1];
  if (name === undefined) return null;
  const nameIndex = stripped.toLowerCase().lastIndexOf(name);
  return nameIndex < 0
    ? null
    : stripped.slice(nameIndex, nameIndex + name.length).replace(/^(?:an?|the)\s+/iu, '');
}

/** Whether a heading about differences names an aspect, such as "Cost comparison". */
export function namesAspect(heading: string): boolean {
  return (
    heading.split(/\s+/u).length <= 4 &&
    !/\b(?:key|main|differences?|differ|apart|vs\.?|versus|glance|summary|compare[ds]?)\b/iu.test(heading) &&
    !/^(?:the\s+)?(?:an?\s+)?(?:detailed\s+|quick\s+|short\s+|full\s+)?(?:comparison|side[- ]by[- ]side|head[- ]to[- ]head)/iu.test(
      heading,
    )
  );
}

/** Describes a line that is not content of the article, such as a navigation link or a byline; null for other lines. */
export function furnitureIn(line: string): string | null {
  const text = bareHeading(line);
  if (/^\s*©/u.test(line)) return 'page furniture';
  if (/^home\s*[»›>/|]/u.test(text) || /\s[»›]\s.*\s[»›]\s/u.test(text)) return 'page furniture';
  if (/^(?:advertisement|sponsored(?: content| post)?|ad|promoted)$/u.test(text)) return 'advertising';
  if (
    /^(?:subscribe(?: (?:to|now|for|today|here)\b|$)|sign up(?: (?:for|to|now|today|here|free)\b|$)|log in(?: (?:to|now|here|or)\b|$)|copyright(?: (?:©|\(c\)|\d|by\b|notice)|$)|contact us(?: (?:for|to|now|today|at)\b|$)|view all(?: \p{L}+)?$|join our|share (?:this|on)|was this (?:article|page|post)|click here|follow us|download (?:our|the|now)|install our|get started (?:today|now)|read (?:more|next|also)|see also|related (?:posts?|articles?)|back to top|skip to|leave a (?:reply|comment)|all rights reserved|table of contents|plus much more|buy now|try (?:it|us) (?:free|now)|did you (?:like|enjoy|find)|let (?:us|me) know|feel free to|(?:i )?hope this helps|would you like (?:me|more)|thank(?:s| you) for reading|cookies? (?:policy|settings|notice|consent|preferences)|(?:we|this (?:site|website|page)) uses? cookies|accept (?:all )?cookies)/u.test(
      text,
    )
  ) {
    return 'page furniture';
  }
  return text.length < 120 && (isByline(line.trim(), text) || isDateLine(text))
    ? 'a byline or a caption'
    : null;
}

/**
 * Whether a line starts with a phrase such as "written by", with "by" and the name of a person, with a label such as "Source:", or
 * with the number of a figure. A word such as "image" alone does not make a byline: "Image quality".
 */
function isByline(line: string, text: string): boolean {
  return (
    /^(?:(?:written|reviewed|edited|photos?|images?|illustrations?|posted|published|medically reviewed|fact[- ]checked|updated|(?:photo|image) credit) by\b|figure \d+\b)/u.test(
      text,
    ) ||
    /^(?:by|author|source|credits?|photo(?: credit| source)?|image(?: credit| source)?|(?:last )?updated|posted(?: on| by| in)?|tags|filed under|categories|keywords)\s?:/u.test(
      text,
    ) ||
    /^(?:filed under|posted in) /u.test(text) ||
    /^by (?:\p{Lu}[\p{L}.'’-]*)(?: (?:(?:and|&|de|van|von|der|la|bin|al) )?\p{Lu}[\p{L}.'’-]*){1,4}(?:\s*[,|·•–-].*)?$/u.test(
      line.replace(/^by /iu, 'by '),
    )
  );
}

/** Whether a line is about the publication of the article, such as its date, its last update, or its reading time. */
function isDateLine(text: string): boolean {
  return (
    /\b(?:updated|published|posted|asked|answered|viewed|modified|reviewed)\b.{0,40}\b(?:ago|(?:19|20)\d\d)$/u.test(
      text,
    ) ||
    /^(?:last )?(?:updated|posted|modified|reviewed)(?: on| in| at)? .*\d/u.test(text) ||
    /^(?:published(?: (?:on|in|at|by|under)\b|:|$|.*\d)|\d+ min(?:ute)?s?(?: read)?$)/u.test(text)
  );
}

/** The category and reading time that a line states; null if the line is not about the publication, is a sentence, or is longer than 160 UTF-16 code units. */
export function publicationIn(
  line: string,
): { readonly category: string | null; readonly readingMinutes: number | null } | null {
  const text = line.replace(/\s+/gu, ' ').trim();
  if (text.length > 160 || /[.!?]$/u.test(text)) return null;
  const minutes = /\b(\d{1,3})\s*[- ]?min(?:ute)?s?\b(?:\s*(?:read|reading))?$/iu.exec(text);
  const category =
    /^(?:published|posted|filed)\s+(?:in|under)\s+(.+?)(?:\s*[|·•,-]?\s*\d{1,3}\s*[- ]?min.*)?$/iu.exec(text);
  if (!category && !(minutes && /\bread/iu.test(text))) return null;
  return { category: category?.[1] ?? null, readingMinutes: minutes ? Number(minutes[1]) : null };
}
