/** Tests the upgrade of databases of earlier versions to changesets. */
import { expect, test } from '@jest/globals';
import { openStore } from '../../../src/storage/open-store.js';
import { withoutChangesets } from '../../support/older-databases.js';
import { withoutKey } from '../../support/revision-note.js';
import { runStatements } from '../../support/statements.js';
import { eachStore } from '../../support/stores.js';
import { approach, baseConcepts, edited, imported, put, value } from '../contract/examples.js';

test.each(eachStore)(
  'a database on $name of an earlier version keeps its graph, and accepts changesets',
  async ({ open }) => {
    const { store, url, close } = await open();
    try {
      await store.apply(put(...baseConcepts, value({ rank: 'PREFERRED' })), imported);
      await store.apply(put(approach('noc')), edited);
      await runStatements(url, withoutChangesets);

      const migrated = await openStore(url);
      const view = await migrated.reader.openView();
      expect(await view?.history.revisions([1, 2])).toMatchObject([
        { number: 1, origin: 'IMPORT', ...withoutKey },
        { number: 2, origin: 'EDIT', ...withoutKey },
      ]);
      expect(await view?.claimsAbout(['approach/msp'], {})).toMatchObject([[{ rank: 'PREFERRED' }]]);
      expect(
        (await migrated.apply(put(...baseConcepts, value({ rank: 'PREFERRED' })), imported)).revision,
      ).toBeNull();
      const author = { principal: null, name: 'Ada', onBehalfOf: null, model: null };
      const { changeset } = await migrated.changesets.open({ kind: 'EDIT', title: 'First', author });
      expect(await migrated.changesets.load([changeset.id])).toMatchObject([{ number: 1, base: 2 }]);
      await migrated.close();
    } finally {
      await close();
    }
  },
);

test.each(eachStore)(
  'a server of an earlier version, which is still running on $name during an upgrade, can publish',
  async ({ open }) => {
    const { store, url, close } = await open();
    try {
      await store.apply(put(...baseConcepts), imported);
      await runStatements(url, [
        "insert into revision (number, time, author, message, origin, epoch) values (2, '2999-01-01T00:00:00.000Z', 'a', 'm', 'EDIT', '')",
      ]);
      const view = await store.reader.openView();
      expect(view?.revision).toMatchObject({ number: 2, ...withoutKey });
    } finally {
      await close();
    }
  },
);
