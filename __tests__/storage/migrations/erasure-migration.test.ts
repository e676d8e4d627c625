/** Tests the upgrade of databases of earlier versions to erasures. */
import { expect, test } from '@jest/globals';
import { openStore } from '../../../src/storage/open-store.js';
import { withoutErasures } from '../../support/older-databases.js';
import { runStatements } from '../../support/statements.js';
import { eachStore } from '../../support/stores.js';
import { baseConcepts, imported, put, putText, text, value } from '../contract/examples.js';

test.each(eachStore)(
  'a database on $name of an earlier version keeps its texts, and accepts erasures',
  async ({ open }) => {
    const { store, url, close } = await open();
    try {
      const oak = text('Oaks last.');
      await store.apply([...put(...baseConcepts), putText(oak), ...put(value())], imported);
      await runStatements(url, withoutErasures);

      const migrated = await openStore(url);
      try {
        expect(await (await migrated.reader.openView())?.texts([oak.hash])).toStrictEqual([oak]);
        const erasure = {
          kind: 'TEXT',
          targets: [oak.hash],
          reason: 'OTHER',
          author: 'Ada',
          message: '',
        } as const;
        expect(await migrated.eraser.erase(erasure)).toMatchObject({ revision: { number: 2 } });
        expect(await (await migrated.reader.openView(1))?.texts([oak.hash])).toStrictEqual([null]);
      } finally {
        await migrated.close();
      }
    } finally {
      await close();
    }
  },
);
