import { describe, expect, test } from '@jest/globals';
import type { Concept, ConceptKind } from '../../../src/graph/concept.js';
import type { GraphView, SearchCursor, SearchHit } from '../../../src/graph/ports/reading.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  baseConcepts,
  benefit,
  completeSource,
  dimension,
  edited,
  endClaim,
  endConcept,
  feature,
  link,
  put,
  source,
  value,
  textClaim,
} from './examples.js';

/** Reads all results of a search, in order. */
export async function find(
  view: GraphView,
  text: string,
  kinds: readonly ConceptKind[] | null = null,
): Promise<readonly SearchHit[]> {
  const { items, totalCount, hasNextPage } = await view.searchPage({ text, kinds, first: 500, after: null });
  expect([totalCount, hasNextPage]).toEqual([items.length, false]);
  for (const { concept, matches } of items)
    expect([concept.id, matches.length > 0]).toEqual([concept.id, true]);
  return items;
}

const slugs = (hits: readonly SearchHit[]): readonly string[] => hits.map(({ concept }) => concept.slug);

/** Returns the matches of a hit, with the found words in brackets. */
function markedMatches({ matches }: SearchHit): readonly string[] {
  return matches.map(({ field, text, ranges }) => {
    const codePoints = [...text];
    for (const { start, end } of [...ranges].reverse()) {
      codePoints.splice(end, 0, ']');
      codePoints.splice(start, 0, '[');
    }
    return `${field} ${codePoints.join('')}`;
  });
}

const article = source('article', { name: 'An article' });

/** The slugs of the concepts that a search for "cloud" finds, in the expected order. `place` is the dimension of the claim about `cell`. */
const clouds: readonly string[] = [
  'exact',
  'alias',
  'prefix',
  'name',
  'alias-prefix',
  'alias-word',
  'summary',
  'claim',
  'cell',
  'place',
  'typo',
];

interface Group {
  readonly name: string;
  readonly content: readonly (Concept | ClaimDraft)[];
  /** Search texts, and the slugs of all results, in order. */
  readonly cases: readonly (readonly [text: string, found: readonly string[]])[];
}

const groups: readonly Group[] = [
  {
    name: 'ranks equal names and aliases before words in names, then words in aliases, summaries and claims, then typos',
    content: [
      article,
      approach('exact', { name: 'Cloud' }),
      approach('prefix', { name: 'Cloud hosting' }),
      approach('alias', { name: 'Rented computers', aliases: ['Cloud'] }),
      approach('alias-prefix', { name: 'Hired help', aliases: ['cloud people'] }),
      feature('name', { name: 'Private cloud' }),
      approach('alias-word', { name: 'Basement', aliases: ['The cloud at home'] }),
      approach('summary', { name: 'Data centre', summary: 'What a cloud is made of.' }),
      approach('claim', { name: 'Mainframe' }),
      textClaim('approach/claim', 'DEFINED_AS', 'It is older than any cloud.'),
      approach('cell', { name: 'Zeppelin' }),
      dimension('place', { name: 'Place' }),
      value({
        subject: 'approach/cell',
        target: 'dimension/place',
        value: { type: 'TEXT', text: 'in a cloud' },
      }),
      approach('typo', { name: 'Clowd' }),
      approach('other', { name: 'Cluster' }),
    ],
    cases: [
      ['cloud', clouds],
      ['CLOUD ', clouds],
      ['cloud hosting', ['prefix']],
      ['private cl', ['name']],
    ],
  },
  {
    name: 'sorts concepts of equal relevance by name, then by id',
    content: [
      feature('z', { name: 'Backup a' }),
      approach('b', { name: 'Backup a' }),
      approach('a', { name: 'backup B' }),
      approach('c', { name: 'Backup' }),
    ],
    cases: [['back', ['c', 'b', 'z', 'a']]],
  },
  {
    name: 'finds concepts that contain all searched words, or words with these prefixes, in any of their texts',
    content: [
      article,
      approach('msp', { name: 'Managed Service Provider', aliases: ['MSP'], summary: 'A company outside.' }),
      approach('devops', { name: 'DevOps', summary: 'A culture of working together.' }),
      textClaim('approach/devops', 'DEFINED_AS', 'Developers and operators share what they automate.'),
      textClaim('approach/devops', 'DEFINED_AS', 'Releases come daily.', { position: 1 }),
    ],
    cases: [
      ['dev', ['devops']],
      ['man ser pro', ['msp']],
      ['provider managed', ['msp']],
      ['msp company', ['msp']],
      ['devops daily automate culture', ['devops']],
      ['devops company', []],
      ['ops', ['devops']],
      ['dev ops', ['devops']],
      // One or two letters match prefixes in names, but only entire words in other texts.
      ['de', ['devops']],
      ['cu', []],
      // Cited sources rank after other concepts that match equally well.
      ['a', ['devops', 'msp', 'article']],
      ['anaged', []],
    ],
  },
  {
    name: 'accepts typos: more in longer words, and none in short words, numbers and signs',
    content: [
      article,
      approach('devops', { name: 'DevOps' }),
      approach('msp', { name: 'Managed Service Provider' }),
      approach('kubernetes', { name: 'Kubernetes' }),
      approach('licence', { name: 'MIT License' }),
      approach('windows', { name: 'Windows 2024' }),
      approach('sharp', { name: 'C#' }),
      feature('scrum', { name: 'Scrum' }),
      feature('java', { name: 'Java' }),
      feature('resilience', { name: 'Resilience' }),
      textClaim('feature/resilience', 'DEFINED_AS', 'It recovers from outages.'),
    ],
    cases: [
      ['devosp', ['devops']],
      ['deovps', ['devops']],
      ['edvops', ['devops']],
      ['devopps', ['devops']],
      ['devps', ['devops']],
      ['managd service', ['msp']],
      ['manged servise provdier', ['msp']],
      ['kuberntes', ['kubernetes']],
      ['kubrenetse', ['kubernetes']],
      ['gubernetes', ['kubernetes']],
      ['kubrn', ['kubernetes']],
      ['licnse', ['licence']],
      ['licence', ['licence']],
      ['outgaes', ['resilience']],
      ['scurm', ['scrum']],
      ['jaav', ['java']],
      ['jvaa', ['java']],
      ['kava', []],
      ['mti', []],
      ['2025', []],
      ['c+', []],
      ['kubxrnxtxs', []],
    ],
  },
  {
    name: 'ignores case, accents and character widths, and treats a hyphenated word as one word or as several words',
    content: [
      feature('resume', { name: 'Résumé' }),
      feature('strasse', { name: 'Straße' }),
      feature('wide', { name: 'ＡＰＩ gateway' }),
      feature('mail', { name: 'E-mail' }),
      feature('obrien', { name: "O’Brien's law" }),
      feature('node', { name: 'Node.js' }),
      feature('ligature', { name: 'Oﬃce' }),
      feature('danish', { name: 'Smørrebrød' }),
    ],
    cases: [
      ['resume', ['resume']],
      ['RÉSUMÉ', ['resume']],
      ['re\u0301sume\u0301', ['resume']],
      ['strasse', ['strasse']],
      ['STRASSE', ['strasse']],
      ['api', ['wide']],
      ['ｇａｔｅｗａｙ', ['wide']],
      ['email', ['mail']],
      ['e-mail', ['mail']],
      ['e mail', ['mail']],
      ["o'brien", ['obrien']],
      ['obriens', ['obrien']],
      ['nodejs', ['node']],
      ['node.js', ['node']],
      ['office', ['ligature']],
      ['smorrebrod', ['danish']],
    ],
  },
  {
    name: 'ranks a whole word before a prefix in texts of one kind, and typos last',
    content: [
      approach('java', { name: 'Java platform' }),
      approach('javascript', { name: 'JavaScript engine' }),
      approach('jave', { name: 'Jave' }),
      approach('beans', { name: 'Coffee', summary: 'It comes from Java.' }),
      approach('scripts', { name: 'Scripts', summary: 'Some JavaScript.' }),
      approach('two', { name: 'Kubermetis' }),
      approach('one', { name: 'Kubernates cluster for rent' }),
    ],
    cases: [
      ['java', ['java', 'javascript', 'beans', 'scripts', 'jave']],
      ['kubernetes', ['one', 'two']],
    ],
  },
  {
    name: 'ranks adjacent words in order before other words, then names by the share that the search covers',
    content: [
      article,
      approach('reversed', { name: 'Service cloud' }),
      approach('apart', { name: 'Cloud for service' }),
      approach('long', { name: 'A cloud service for all' }),
      approach('short', { name: 'Cloud service' }),
      approach('joined', { name: 'CloudService' }),
      approach('claim-apart', { name: 'X' }),
      textClaim('approach/claim-apart', 'DEFINED_AS', 'In the cloud, a service.'),
      approach('claim-together', { name: 'Y' }),
      textClaim('approach/claim-together', 'DEFINED_AS', 'Bought as a cloud service from others.'),
    ],
    cases: [
      ['cloud service', ['short', 'long', 'reversed', 'apart', 'joined', 'claim-together', 'claim-apart']],
      ['a cloud service for all', ['long']],
      ['service cloud', ['reversed', 'short', 'apart', 'long', 'joined', 'claim-apart', 'claim-together']],
    ],
  },
  {
    name: 'finds plurals by singulars and singulars by plurals',
    content: [
      feature('box', { name: 'Box of licences' }),
      feature('cache', { name: 'Caches' }),
      feature('cookie', { name: 'Cookie' }),
      feature('policy', { name: 'Policies' }),
      feature('medium', { name: 'Storage media' }),
      feature('class', { name: 'Class' }),
      feature('bus', { name: 'Bus' }),
      feature('matrix', { name: 'Matrix' }),
      feature('gas', { name: 'Ga' }),
    ],
    cases: [
      ['boxes', ['box']],
      ['licence boxes', ['box']],
      ['cache', ['cache']],
      ['cookies', ['cookie']],
      ['policy', ['policy']],
      ['medium', ['medium']],
      ['storage mediums', ['medium']],
      ['classes', ['class']],
      ['buses', ['bus']],
      ['matrices', ['matrix']],
      ['gas', []],
    ],
  },
  {
    name: 'treats a dotted number as one word with ordered parts, and finds the number by its first parts',
    content: [
      approach('python-3-1', { name: 'Python 3.1' }),
      approach('python-3-10', { name: 'Python 3.10' }),
      approach('gpl', { name: 'GPLv2.0' }),
      approach('tool', { name: 'Tool v2.0.1' }),
      approach('numbers', { name: '10 and 3' }),
    ],
    cases: [
      ['3.10', ['python-3-10']],
      ['3.1', ['python-3-1']],
      ['python 3', ['python-3-1', 'python-3-10']],
      ['10', ['numbers']],
      ['310', []],
      ['0.2', []],
      ['2.0', ['gpl', 'tool']],
      ['gpl 2.0', ['gpl']],
      ['gpl v2', ['gpl']],
      ['v2.0.1', ['tool']],
      ['tool 2', ['tool']],
    ],
  },
  {
    name: 'treats & as a part of a name, with or without spaces',
    content: [
      feature('att', { name: 'AT&T' }),
      feature('apart', { name: 'At T' }),
      feature('r-and-d', { name: 'R & D' }),
      feature('q-and-a', { name: 'Q&A forum' }),
    ],
    cases: [
      ['at&t', ['att']],
      ['att', ['att']],
      ['r&d', ['r-and-d']],
      ['q & a', ['q-and-a']],
      ['q&a', ['q-and-a']],
    ],
  },
  {
    name: 'finds the axis of a claim by the words of the claim, and ranks the axis after the subject',
    content: [
      article,
      approach('ssd', { name: 'SSD' }),
      approach('tape', { name: 'Tape' }),
      dimension('lifetime', { name: 'Lifetime' }),
      feature('encryption', { name: 'Encryption' }),
      benefit('safety', { name: 'Safety' }),
      value({
        subject: 'approach/ssd',
        target: 'dimension/lifetime',
        value: { type: 'TEXT', text: 'a handful of winters' },
      }),
      link('approach/tape', 'HAS_FEATURE', 'feature/encryption', { text: 'Inside the drive.' }),
      link('feature/encryption', 'LEADS_TO', 'benefit/safety', { text: 'Thieves read nothing.' }),
    ],
    cases: [
      ['winters', ['ssd', 'lifetime']],
      ['inside drive', ['tape', 'encryption']],
      ['thieves', ['encryption']],
    ],
  },
  {
    name: 'distinguishes C, C#, C++ and .NET',
    content: [
      feature('c', { name: 'C' }),
      feature('c-sharp', { name: 'C#' }),
      feature('cpp', { name: 'C++', summary: 'A language with classes.' }),
      feature('net', { name: '.NET' }),
      feature('network', { name: 'Network' }),
      feature('signs', { name: '&&' }),
    ],
    cases: [
      ['c', ['c', 'c-sharp', 'cpp']],
      ['c#', ['c-sharp']],
      ['c++', ['cpp']],
      ['C+', ['cpp']],
      ['.net', ['net']],
      ['net', ['network', 'net']],
      ['&&', ['signs']],
      ['&', ['signs']],
      ['||', []],
    ],
  },
  {
    name: 'finds a text without spaces by any part of the text',
    content: [
      article,
      approach('agile', { name: '敏捷软件开发', aliases: ['アジャイルソフトウェア開発'] }),
      approach('thai', { name: 'การพัฒนาซอฟต์แวร์' }),
      approach('korean', { name: '애자일 소프트웨어' }),
      approach('other', { name: '开软' }),
      textClaim('approach/other', 'DEFINED_AS', '一种AI方法。'),
    ],
    cases: [
      ['敏捷', ['agile']],
      ['软件', ['agile']],
      ['软', ['other', 'agile']],
      ['软件开', ['agile']],
      ['件软', []],
      ['ソフト', ['agile']],
      ['ｿﾌﾄ', ['agile']],
      ['พัฒนา', ['thai']],
      ['소프트', ['korean']],
      ['애자일', ['korean']],
      ['方法', ['other']],
      ['ai方法', ['other']],
      ['法方', []],
    ],
  },
  {
    name: 'treats every character literally',
    content: [
      approach('quoted', { name: `"NEAR" and 'OR' not 100% a_b \\ :*` }),
      approach('plain', { name: 'plain' }),
    ],
    cases: [
      ['"near', ['quoted']],
      ['near*', ['quoted']],
      ['NEAR(', ['quoted']],
      ['and or not', ['quoted']],
      ['not plain', []],
      ['plain OR quoted', []],
      ['-plain', ['plain']],
      ['name:plain', []],
      ["pl%' or 1=1 --", []],
      ['100%', ['quoted']],
      ['p%n', []],
      ['pla_n', []],
      ['a_b', ['quoted']],
      ['\\', []],
      ['*', []],
      ['plain:*', ['plain']],
      ['plain & !x', []],
    ],
  },
];

export function describeSearch(open: OpenSubject): void {
  describe('search', () => {
    test.each(groups)('$name', async ({ content, cases }) => {
      const { apply } = await open();
      const view = await apply(put(...content));
      const results: (readonly [string, readonly string[]])[] = [];
      for (const [text] of cases) results.push([text, slugs(await find(view, text))]);
      expect(results).toEqual(cases);
    });

    test('returns the text ranges of found words in names, aliases, summaries and the best claims', async () => {
      const { apply } = await open();
      const claims = ['One cloud.', 'Clouds in a hosted cloud.', 'Hosting.', 'Clowd hosting.', 'Rain.'].map(
        (text, position) => textClaim('approach/msp', 'DEFINED_AS', text, { position }),
      );
      const view = await apply(
        put(
          article,
          approach('msp', {
            name: 'Cloud hosts',
            aliases: ['Hosts of clouds', 'MSP'],
            summary: 'Others host for you.',
          }),
          dimension('kinds', { name: 'Kinds', valueType: 'TERMS', cardinality: 'MULTIPLE' }),
          feature('clean', { name: 'Cleanliness' }),
          ...claims,
          value({ target: 'dimension/kinds', value: { type: 'TERMS', terms: ['Cloud', 'none hosted'] } }),
          link('approach/msp', 'HAS_FEATURE', 'feature/clean', {
            value: { type: 'SUPPORT', support: 'PARTIAL', note: 'but for clouds' },
          }),
        ),
      );
      const [hit] = await find(view, 'cloud host');
      expect(markedMatches(hit as SearchHit).slice(0, 4)).toEqual([
        'NAME [Cloud] [hosts]',
        'ALIAS [Hosts] of [clouds]',
        'SUMMARY Others [host] for you.',
        expect.stringMatching(
          /^(?:CLAIM \[Clouds\] in a \[hosted\] \[cloud\]\.|VALUE \[Cloud\], none \[hosted\])$/u,
        ),
      ]);
      expect(hit?.matches.map(({ claim }) => claim !== null)).toEqual([
        false,
        false,
        false,
        true,
        true,
        true,
      ]);
      expect(hit?.score).toBe(0.8017);

      const [byNote] = await find(view, 'but clouds');
      expect(markedMatches(byNote as SearchHit)).toContain('VALUE [but] for [clouds]');
    });

    test('returns the part of a long text around a match, with offsets in code points', async () => {
      const { apply } = await open();
      const longText = `${'😀 filler '.repeat(60)}a needle é ${'and hasMore '.repeat(60)}`;
      const view = await apply(put(...baseConcepts, textClaim('approach/msp', 'DEFINED_AS', longText)));
      const [hit] = await find(view, 'needle e');
      const [match] = hit?.matches ?? [];
      expect([...(match?.text ?? '')].length).toBeLessThanOrEqual(240);
      expect(match?.text).toMatch(/^….*a needle é and hasMore.*…$/u);
      expect(
        match?.ranges.map(({ start, end }) => [...(match?.text ?? '')].slice(start, end).join('')),
      ).toEqual(['needle', 'é']);
    });

    test('finds and counts only concepts of the given kinds', async () => {
      const { apply } = await open();
      const view = await apply(
        put(
          ...baseConcepts,
          benefit('speed', { name: 'DevOps speed' }),
          feature('speedy', { summary: 'DevOps.' }),
        ),
      );
      expect(slugs(await find(view, 'devops'))).toEqual(['devops', 'speed', 'speedy']);
      expect(slugs(await find(view, 'devops', ['FEATURE', 'BENEFIT']))).toEqual(['speed', 'speedy']);
      expect(slugs(await find(view, 'devops', ['DIMENSION']))).toEqual([]);
      expect(slugs(await find(view, 'devops', []))).toEqual([]);
    });

    test('returns all results in pages, each once and in order', async () => {
      const { apply } = await open();
      const namedApproaches = Array.from({ length: 9 }, (_, i) =>
        approach(`n${i}`, { name: `Cloud ${i % 3}` }),
      );
      const summarisedFeatures = Array.from({ length: 9 }, (_, i) =>
        feature(`s${i}`, { summary: 'In the cloud.' }),
      );
      const view = await apply(put(...namedApproaches, ...summarisedFeatures));
      const allSlugs = slugs(await find(view, 'cloud'));
      expect(allSlugs).toHaveLength(18);
      for (const first of [1, 4, 18]) {
        const pagedSlugs: string[] = [];
        let after: SearchCursor | null = null;
        for (let hasMore = true; hasMore;) {
          const page = await view.searchPage({ text: 'cloud', kinds: null, first, after });
          expect(page.totalCount).toBe(18);
          pagedSlugs.push(...slugs(page.items));
          after = page.cursors.at(-1) ?? null;
          hasMore = page.hasNextPage;
        }
        expect([first, pagedSlugs]).toEqual([first, allSlugs]);
      }
      expect(await view.searchPage({ text: 'cloud', kinds: null, first: 0, after: null })).toStrictEqual({
        items: [],
        cursors: [],
        hasNextPage: true,
        totalCount: 18,
      });
      expect(
        await view.searchPage({ text: 'cloud', kinds: null, first: 5, after: [0, '', ''] }),
      ).toStrictEqual({
        items: [],
        cursors: [],
        hasNextPage: false,
        totalCount: 18,
      });
    });

    test('finds only texts of the revision of its view, after later changes', async () => {
      const { apply, view } = await open();
      const claim = textClaim('approach/msp', 'DEFINED_AS', 'Outsourced to others.');
      await apply(put(...baseConcepts, claim, value()));
      await apply(
        put(approach('msp', { name: 'Hosting company', aliases: [], summary: 'New words.' })),
        edited,
      );
      await apply([endClaim(claim)], edited);
      await apply(put({ ...value(), text: 'Bought in.' }), edited);
      await apply([completeSource('cited-source/article')], edited);
      await apply([endConcept('approach/msp')], edited);
      await apply(put(approach('msp', { name: 'MSP', aliases: [] })), edited);
      const found = async (text: string): Promise<readonly string[]> => {
        const results: string[] = [];
        for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
          results.push(slugs(await find(await view(at), text, ['APPROACH'])).join());
        }
        return results;
      };
      expect(await found('msp')).toEqual(['', 'msp', '', '', '', '', '', 'msp']);
      expect(await found('provider')).toEqual(['', 'msp', '', '', '', '', '', '']);
      expect(await found('company')).toEqual(['', '', 'msp', 'msp', 'msp', 'msp', '', '']);
      expect(await found('new words')).toEqual(['', '', 'msp', 'msp', 'msp', 'msp', '', '']);
      expect(await found('others')).toEqual(['', 'msp', 'msp', '', '', '', '', '']);
      expect(await found('outsourced')).toEqual(['', 'msp', 'msp', 'msp', 'msp', '', '', '']);
      expect(await found('bought')).toEqual(['', '', '', '', 'msp', '', '', '']);
      expect(await found('bouhgt')).toEqual(['', '', '', '', 'msp', '', '', '']);
    });

    test('does not find texts of a rejected set', async () => {
      const { apply, view } = await open();
      await apply(put(...baseConcepts));
      await expect(
        apply(put(approach('agile', { name: 'Agility' }), approach('agile', { name: 'Agility' }))),
      ).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      expect(await find(await view(), 'agility')).toEqual([]);
      expect(slugs(await find(await apply(put(approach('agile', { name: 'Agile' }))), 'agiel'))).toEqual([
        'agile',
      ]);
    });

    test.each([
      ['an empty text', '', 'got none'],
      ['white space', ' \t\u3000\n', 'got only white space'],
      ['a text that is too long', 'a'.repeat(201), 'got 201 characters'],
      ['too many words', Array.from({ length: 13 }, (_, number) => `w${number}`).join(' '), 'got 13'],
    ])('rejects %s with a message that states the limits', async (_, text, message) => {
      const { view } = await open();
      const graph = await view();
      await expect(
        (async () => graph.searchPage({ text, kinds: null, first: 1, after: null }))(),
      ).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(new RegExp(`^text: expected .*${message}`, 'u')),
      });
    });
  });
}
