import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask } from '../support/api.js';
import { seed } from '../support/seed.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

it('the contributions of a ranking are explained in both languages, with the same points', async () => {
  const { rank } = await ask(
    graph.store,
    `{ rank(approaches: ["lto-9", "cd-rom"], criteria: [
        { axis: "life-expectancy", weight: 3, atLeast: "10" }, { axis: "random-access", weight: 1, mustNot: ["NO"] }
      ]) {
        places { contributions { en: explanation(locale: "en") de: explanation(locale: "de") } }
        flip { en: explanation(locale: "en") de: explanation(locale: "de") }
    } }`,
  );
  const contributions = (rank.places as { contributions: { en: string; de: string }[] }[]).flatMap(
    (place) => place.contributions,
  );
  expect(contributions.length).toBe(4);
  for (const { en, de } of contributions) {
    expect(de).toMatch(/ Das Gewicht ist [13] von 4; das ergibt [\d,]+ Punkte\./u);
    const figures = (text: string, point: string) =>
      /(?:adds|ergibt) ([\d.,]+)/u.exec(text)?.[1]?.replace(point, '.');
    expect(figures(de, ',')).toBe(figures(en, '.'));
  }
  expect(contributions.map(({ de }) => de).join('\n')).toMatch(
    /Gefordert ist 10 Jahre oder besser; das ist /u,
  );
});
