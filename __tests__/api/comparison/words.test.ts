import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, execute } from '../../support/api.js';
import { seed } from '../../support/seed.js';
import { eachStore, type TestStore } from '../../support/stores.js';

describe.each(eachStore)('texts for readers, on $name:', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  /** Reads the first row of a comparison along one axis. */
  async function row(fields: string, approaches = '["lto-9", "bd-rom"]', axis = 'capacity') {
    const source = `{ compare(approaches: ${approaches}, along: { axes: ["${axis}"] }) { rows { nodes { ${fields} } } } }`;
    return (await ask(graph.store, source)).compare.rows.nodes[0];
  }

  it('a cell has its text in each language and unit', async () => {
    const { cells } = await row(
      'cells { display en: text(locale: "en") de: text(locale: "de") stated: text(units: STATED) canonical: text(units: CANONICAL) }',
    );
    expect(cells[0]).toEqual({
      display: '18000 GBy (recording: native); 45 TBy (recording: compressed)',
      en: '18\u00a0TB (recording: native); 45\u00a0TB (recording: compressed)',
      de: '18\u00a0TB (recording: native); 45\u00a0TB (recording: compressed)',
      stated: '18,000\u00a0GB (recording: native); 45\u00a0TB (recording: compressed)',
      canonical: '18,000\u00a0GB (recording: native); 45,000\u00a0GB (recording: compressed)',
    });
  });

  it('a row uses one unit, even if another comparison used another unit for the same cell', async () => {
    // All comparisons use one plan, so that they share the cached bytes of cells.
    const query =
      'query($approaches: [String!]!) { compare(approaches: $approaches, along: { axes: ["capacity"] }) { rows { nodes { cells { text } } } } }';
    const textsOf = async (...approaches: readonly string[]): Promise<readonly string[]> => {
      const { data } = await execute(graph.store, query, { approaches });
      const { cells } = data.compare.rows.nodes[0];
      return (cells as { text: string }[]).map(({ text }) => text.replaceAll('\u00a0', ' '));
    };
    const beside = await textsOf('cd-rom', 'bd-rom');
    expect(beside[1]).toContain('25 GB');
    expect((await textsOf('lto-9', 'bd-rom'))[1]).toContain('0.025 TB');
    expect(await textsOf('cd-rom', 'bd-rom')).toEqual(beside);
  });

  it('a cell has its parts, each with its value and claims', async () => {
    const { cells } = await row(
      'cells { state text parts { text absence qualifiers { key value } value { __typename ... on QuantityValue { minimum unit canonical { minimum } } } claims { source { name } } } }',
    );
    expect(cells[1].parts).toEqual([
      {
        text: '0.025\u00a0TB (layers: single)',
        absence: null,
        qualifiers: [{ key: 'layers', value: 'single' }],
        value: { __typename: 'QuantityValue', minimum: '25', unit: 'GBy', canonical: { minimum: '25' } },
        claims: [{ source: { name: expect.any(String) } }],
      },
      {
        text: '0.05\u00a0TB (layers: dual)',
        absence: null,
        qualifiers: [{ key: 'layers', value: 'dual' }],
        value: { __typename: 'QuantityValue', minimum: '50', unit: 'GBy', canonical: { minimum: '50' } },
        claims: [{ source: { name: expect.any(String) } }],
      },
    ]);
  });

  it('a claim has the text of its value, in the stated unit', async () => {
    const { approach } = await ask(
      graph.store,
      `{ approach(slug: "lto-9") {
        definitions { valueText }
        claims(dimensions: ["capacity"]) { nodes { valueText german: valueText(locale: "de") } }
      } }`,
    );
    expect(approach.claims.nodes).toEqual([
      { valueText: '18\u00a0TB (recording: native)', german: '18\u00a0TB (recording: native)' },
      { valueText: '45\u00a0TB (recording: compressed)', german: '45\u00a0TB (recording: compressed)' },
      { valueText: '18,000\u00a0GB (recording: native)', german: '18.000\u00a0GB (recording: native)' },
    ]);
    for (const { valueText } of approach.definitions) expect(valueText).toBeNull();
    const { errors } = await execute(
      graph.store,
      '{ approach(slug: "lto-9") { claims(first: 1) { nodes { valueText(locale: "xx") } } } }',
    );
    expect(errors?.[0]?.message).toMatch(/^locale: expected one of the languages/u);
  });

  it('the text of a cell joins the texts of its parts, in the comparison of every question', async () => {
    const { questions } = await ask(
      graph.store,
      `{ questions(first: 100) { nodes { comparison { rows(first: 500) { nodes { cells { state
        text(locale: "de", units: CANONICAL) parts(locale: "de", units: CANONICAL) { text absence value { __typename } claims { id } }
      } } } } } } }`,
    );
    interface ShownCell {
      readonly state: string;
      readonly text: string;
      readonly parts: readonly {
        readonly text: string;
        readonly absence: unknown;
        readonly value: unknown;
        readonly claims: readonly unknown[];
      }[];
    }
    interface Rows {
      readonly nodes: readonly { readonly cells: readonly ShownCell[] }[];
    }
    const compared = (questions.nodes as readonly { comparison: { rows: Rows } | null }[]).flatMap(
      ({ comparison }) => comparison?.rows.nodes ?? [],
    );
    const cells = compared.flatMap((each) => each.cells);
    expect(new Set(cells.map(({ state }) => state)).size).toBeGreaterThan(2);
    for (const { state, text, parts } of cells) {
      const texts = parts.map((part) => part.text);
      if (state === 'NOT_STATED') expect([text, texts]).toEqual(['Nicht angegeben', []]);
      else if (state === 'CONTESTED') expect(text).toBe(`Umstritten: ${texts.join(' / ')}`);
      else expect(text).toBe(texts.join('; '));
      for (const { absence, value, claims } of parts) {
        expect(absence === null).toBe(value !== null);
        expect(claims).not.toEqual([]);
      }
    }
  });

  it('the parts of a row use one unit, even if another comparison used another unit', async () => {
    const query =
      'query($approaches: [String!]!) { compare(approaches: $approaches, along: { axes: ["capacity"] }) { rows { nodes { cells { parts { text } } } } } }';
    const firstOf = async (...approaches: readonly string[]): Promise<string> => {
      const { data } = await execute(graph.store, query, { approaches });
      return data.compare.rows.nodes[0].cells[1].parts[0].text.replaceAll('\u00a0', ' ');
    };
    expect(await firstOf('cd-rom', 'bd-rom')).toContain('25 GB');
    expect(await firstOf('lto-9', 'bd-rom')).toContain('0.025 TB');
  });

  it('a row has labels for its verdict and section, and an explanation, in each language', async () => {
    const labelled = await row(
      'verdict differs verdictLabel de: verdictLabel(locale: "de") section { id label de: label(locale: "de") } explanation inWords: explanation(units: ROW) german: explanation(locale: "de")',
    );
    expect(labelled).toMatchObject({
      verdict: 'DIFFERENT',
      differs: true,
      verdictLabel: 'Different',
      de: 'Verschieden',
    });
    expect(labelled.section.id).toMatch(/^dimensions\//u);
    expect(labelled.section.label).toBe(labelled.section.de);
    expect(labelled.explanation).toContain('18000 GBy');
    expect(labelled.inWords).toContain('LTO-9 tape: 18\u00a0TB (recording: native), also 45\u00a0TB');
    expect(labelled.german).toMatch(/^Die Werte unterscheiden sich: .*45\u00a0TB/u);
  });

  it('the rows of each kind of axis other than dimensions have one section', async () => {
    const { compare } = await ask(
      graph.store,
      '{ compare(approaches: ["msp", "devops"]) { rows { nodes { kind group section { id label(locale: "de") } } } } }',
    );
    const sections = new Set(
      (compare.rows.nodes as { kind: string; section: { id: string; label: string } }[])
        .filter(({ kind }) => kind !== 'DIMENSION')
        .map(({ section }) => `${section.id} ${section.label}`),
    );
    expect([...sections]).toEqual(['features Merkmale', 'benefits Vorteile']);
  });

  it('`rows` returns only the rows in which approaches differ if `differences` is true', async () => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["msp", "devops"]) {
        all: rows { totalCount nodes { differs axis { slug } } }
        some: rows(differences: true) { totalCount nodes { differs axis { slug } } }
        none: rows(differences: true, verdicts: [SAME]) { totalCount }
      } }`,
    );
    const rows = compare.all.nodes as { differs: boolean }[];
    expect(compare.some.nodes).toEqual(rows.filter(({ differs }) => differs));
    expect(compare.some.totalCount).toBeLessThan(compare.all.totalCount);
    expect(compare.some.totalCount).toBeGreaterThan(0);
    expect(compare.none.totalCount).toBe(0);
  });

  it('a cell has its distinct sources, in the order of its values', async () => {
    const { cells } = await row('cells { sources { id } values { claims { source { id } } } }');
    for (const { sources, values } of cells as {
      sources: unknown[];
      values: { claims: { source: { id: string } }[] }[];
    }[]) {
      const ids = [...new Set(values.flatMap(({ claims }) => claims.map(({ source }) => source.id)))];
      expect(sources).toEqual(ids.map((id) => ({ id })));
    }
    expect(cells[0].sources.length).toBeGreaterThan(0);
  });

  it('an amount has its text in each language', async () => {
    const { cells } = await row(
      'cells { values { value { ... on QuantityValue { text de: text(locale: "de") } } } }',
    );
    expect(cells[0].values[0].value).toEqual({ text: '18,000\u00a0GB', de: '18.000\u00a0GB' });
  });

  it('a comparison has a description in sentences', async () => {
    const { compare } = await ask(
      graph.store,
      '{ compare(approaches: ["msp", "devops"]) { inWords de: inWords(locale: "de") url } }',
    );
    expect(compare.inWords).toBe(
      'There is no row in which all are known to agree. They differ in 6 rows: Nature, Focus, Goal, and 3 more. 33 of 78 cells are not stated.',
    );
    expect(compare.de).toBe(
      'In keiner Zeile stimmen nachweislich alle überein. Sie unterscheiden sich in 6 Zeilen: Nature, Focus, Goal und 3 weitere. Für 33 von 78 Zellen sagt keine Quelle etwas aus.',
    );
    expect(compare.url).toBeNull();
  });

  it('an unknown language is rejected', async () => {
    const { errors } = await execute(
      graph.store,
      '{ compare(approaches: ["msp", "devops"]) { inWords(locale: "fr") } }',
    );
    expect(errors?.[0]?.message).toBe('locale: expected one of the languages en, de, got "fr".');
  });
});
