import { describe, expect, test } from '@jest/globals';
import type { Concept, ConceptKind } from '../../../src/graph/concept.js';
import type { GraphView, SearchCursor, SearchHit } from '../../../src/graph/ports/reading.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  basis,
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
  words,
} from './examples.js';

/** All results of a search, in order. */
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

/** The matches of a hit, with the found words in brackets. */
function marked({ matches }: SearchHit): readonly string[] {
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

interface Group {
  readonly name: string;
  readonly content: readonly (Concept | ClaimDraft)[];
  /** Search texts, and the slugs of all results, in order. */
  readonly cases: readonly (readonly [text: string, found: readonly string[]])[];
}

const groups: readonly Group[] = [
  {
    name: 'ranks equal names before names with that beginning, then aliases, words of names, summaries, claims, typos',
    content: [
      article,
      approach('exact', { name: 'Cloud' }),
      approach('beginning', { name: 'Cloud hosting' }),
      approach('alias', { name: 'Rented computers', aliases: ['Cloud'] }),
      approach('alias-beginning', { name: 'Hired help', aliases: ['cloud people'] }),
      feature('name', { name: 'Private cloud' }),
      approach('alias-word', { name: 'Basement', aliases: ['The cloud at home'] }),
      approach('summary', { name: 'Data centre', summary: 'What a cloud is made of.' }),
      approach('claim', { name: 'Mainframe' }),
      words('approach/claim', 'DEFINED_AS', 'It is older than any cloud.'),
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
      [
        'cloud',
        [
          'exact',
          'beginning',
          'alias',
          'alias-beginning',
          'name',
          'alias-word',
          'summary',
          'claim',
          'cell',
          'typo',
        ],
      ],
      [
        'CLOUD ',
        [
          'exact',
          'beginning',
          'alias',
          'alias-beginning',
          'name',
          'alias-word',
          'summary',
          'claim',
          'cell',
          'typo',
        ],
      ],
      ['cloud hosting', ['beginning']],
      ['private cl', ['name']],
    ],
  },
  {
    name: 'puts equals in the order of their names, then of their ids',
    content: [
      feature('z', { name: 'Backup a' }),
      approach('b', { name: 'Backup a' }),
      approach('a', { name: 'backup B' }),
      approach('c', { name: 'Backup' }),
    ],
    cases: [['back', ['c', 'b', 'z', 'a']]],
  },
  {
    name: 'finds words by their beginnings, all of them, wherever they stand',
    content: [
      article,
      approach('msp', { name: 'Managed Service Provider', aliases: ['MSP'], summary: 'A company outside.' }),
      approach('devops', { name: 'DevOps', summary: 'A culture of working together.' }),
      words('approach/devops', 'DEFINED_AS', 'Developers and operators share what they automate.'),
      words('approach/devops', 'DEFINED_AS', 'Releases come daily.', { position: 1 }),
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
      // One or two letters match the start of names, but only whole words elsewhere.
      ['de', ['devops']],
      ['cu', []],
      ['a', ['article', 'devops', 'msp']],
      ['anaged', []],
    ],
  },
  {
    name: 'forgives typos, more of them in longer words, none in short ones, numbers and signs',
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
      words('feature/resilience', 'DEFINED_AS', 'It recovers from outages.'),
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
    name: 'takes case, accents and widths for alike, and words with hyphens as one or several',
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
    name: 'tells C, C#, C++ and .NET apart',
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
    name: 'finds text without spaces by any part of it',
    content: [
      article,
      approach('agile', { name: '敏捷软件开发', aliases: ['アジャイルソフトウェア開発'] }),
      approach('thai', { name: 'การพัฒนาซอฟต์แวร์' }),
      approach('korean', { name: '애자일 소프트웨어' }),
      approach('other', { name: '开软' }),
      words('approach/other', 'DEFINED_AS', '一种AI方法。'),
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

    test('returns the text ranges of found words in names, summary and the best claims', async () => {
      const { apply } = await open();
      const claims = ['One cloud.', 'Clouds in a hosted cloud.', 'Hosting.', 'Clowd hosting.', 'Rain.'].map(
        (text, position) => words('approach/msp', 'DEFINED_AS', text, { position }),
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
      expect(marked(hit as SearchHit).slice(0, 4)).toEqual([
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
      expect(hit?.score).toBe(0.9);

      const [byNote] = await find(view, 'but clouds');
      expect(marked(byNote as SearchHit)).toContain('VALUE [but] for [clouds]');
    });

    test('returns the part of a long text around a match, with offsets in code points', async () => {
      const { apply } = await open();
      const long = `${'😀 filler '.repeat(60)}a needle é ${'and more '.repeat(60)}`;
      const view = await apply(put(...basis, words('approach/msp', 'DEFINED_AS', long)));
      const [hit] = await find(view, 'needle e');
      const [match] = hit?.matches ?? [];
      expect([...(match?.text ?? '')].length).toBeLessThanOrEqual(240);
      expect(match?.text).toMatch(/^….*a needle é and more.*…$/u);
      expect(
        match?.ranges.map(({ start, end }) => [...(match?.text ?? '')].slice(start, end).join('')),
      ).toEqual(['needle', 'é']);
    });

    test('finds and counts only concepts of the given kinds', async () => {
      const { apply } = await open();
      const view = await apply(
        put(...basis, benefit('speed', { name: 'DevOps speed' }), feature('speedy', { summary: 'DevOps.' })),
      );
      expect(slugs(await find(view, 'devops'))).toEqual(['devops', 'speed', 'speedy']);
      expect(slugs(await find(view, 'devops', ['FEATURE', 'BENEFIT']))).toEqual(['speed', 'speedy']);
      expect(slugs(await find(view, 'devops', ['DIMENSION']))).toEqual([]);
      expect(slugs(await find(view, 'devops', []))).toEqual([]);
    });

    test('pages through all results, each once, in order', async () => {
      const { apply } = await open();
      const named = Array.from({ length: 9 }, (_, n) => approach(`n${n}`, { name: `Cloud ${n % 3}` }));
      const summed = Array.from({ length: 9 }, (_, n) => feature(`s${n}`, { summary: 'In the cloud.' }));
      const view = await apply(put(...named, ...summed));
      const whole = slugs(await find(view, 'cloud'));
      expect(whole).toHaveLength(18);
      for (const first of [1, 4, 18]) {
        const walked: string[] = [];
        let after: SearchCursor | null = null;
        for (let more = true; more;) {
          const page = await view.searchPage({ text: 'cloud', kinds: null, first, after });
          expect(page.totalCount).toBe(18);
          walked.push(...slugs(page.items));
          after = page.cursors.at(-1) ?? null;
          more = page.hasNextPage;
        }
        expect([first, walked]).toEqual([first, whole]);
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

    test('finds the texts of the revision of its view, after any later changes', async () => {
      const { apply, view } = await open();
      const claim = words('approach/msp', 'DEFINED_AS', 'Outsourced to others.');
      await apply(put(...basis, claim, value()));
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

    test('finds nothing of a rejected set', async () => {
      const { apply, view } = await open();
      await apply(put(...basis));
      await expect(
        apply(put(approach('agile', { name: 'Agility' }), approach('agile', { name: 'Agility' }))),
      ).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      expect(await find(await view(), 'agility')).toEqual([]);
      expect(slugs(await find(await apply(put(approach('agile', { name: 'Agile' }))), 'agiel'))).toEqual([
        'agile',
      ]);
    });

    test.each([
      ['nothing', '', 'got none'],
      ['white space', ' \t\u3000\n', 'got only white space'],
      ['too much', 'a'.repeat(201), 'got 201 characters'],
      ['too many words', Array.from({ length: 13 }, (_, n) => `w${n}`).join(' '), 'got 13'],
    ])('rejects %s, and says what it expects', async (_, text, message) => {
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
