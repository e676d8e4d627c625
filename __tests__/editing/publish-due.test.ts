import { afterAll, expect, test } from '@jest/globals';
import { defaultEditingLimits } from '../../src/editing/editing-limits.js';
import { editingServices, type EditingServices } from '../../src/editing/editing-services.js';
import { baseEdits } from '../../src/editing/base-edits.js';
import type { Edit } from '../../src/editing/edit.js';
import { draftOfEdit, publishedView } from '../../src/editing/operations/changeset-edits.js';
import { publishDue } from '../../src/editing/operations/publish-due.js';
import { openStore } from '../../src/storage/open-store.js';
import { approach, baseConcepts, imported, put } from '../storage/contract/examples.js';
import { eachStore } from '../support/stores.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const author = { principal: null, name: 'Ada', onBehalfOf: null, model: null };
const at = (hour: number): string => `2030-01-01T0${hour}:00:00.000Z`;

async function schedule({ store }: EditingServices, edit: Edit, publishAt: string): Promise<string> {
  const edits = (await baseEdits(await publishedView(store.reader), [edit], 1)).map(draftOfEdit);
  const { changeset } = await store.changesets.open({ kind: 'EDIT', title: 't', author, edits });
  const { id } = changeset;
  await store.changesets.transition({ changeset: id, state: 'SUBMITTED' });
  await store.changesets.review({
    changeset: id,
    reviewer: author,
    verdict: 'APPROVE',
    comment: null,
    edits: [],
  });
  await store.changesets.transition({ changeset: id, state: 'SCHEDULED', publishAt });
  return id;
}

const rename = (name: string): Edit => ({ type: 'renameConcept', id: 'approach/msp', name });

test.each(eachStore)(
  'on $name, two stores publish a due changeset once, and a due changeset with a conflict becomes SUBMITTED',
  async ({ open }) => {
    const { store, url, close } = await open();
    const other = await openStore(url);
    cleanUps.push(close, () => other.close());
    const servicesOf = (each: typeof store) =>
      editingServices(each, { fourEyes: false, limits: defaultEditingLimits });
    const [services, otherServices] = [servicesOf(store), servicesOf(other)];
    await store.apply(put(...baseConcepts), imported);
    const first = await schedule(services, rename('First'), at(1));
    const conflicting = await schedule(services, rename('Second'), at(2));
    const later = await schedule(services, { type: 'putConcept', concept: approach('later') }, at(5));

    expect(await publishDue(services, at(0))).toEqual([]);
    const both = await Promise.all([services, otherServices].map((each) => publishDue(each, at(3))));
    const published = both.flat();
    expect(published.map(({ id, revision }) => [id, revision]).sort()).toEqual(
      [
        [first, 2],
        [conflicting, null],
      ].sort(),
    );
    expect(published.find(({ id }) => id === conflicting)?.problems).toMatchObject([{ code: 'CONFLICT' }]);
    expect(await store.changesets.load([first, conflicting, later])).toMatchObject([
      { state: 'PUBLISHED', revision: 2 },
      { state: 'SUBMITTED', revision: null, publishAt: null, problems: [{ code: 'CONFLICT' }] },
      { state: 'SCHEDULED', publishAt: at(5) },
    ]);
    expect(await publishDue(otherServices, at(6))).toMatchObject([{ id: later, revision: 3, problems: [] }]);
  },
);
