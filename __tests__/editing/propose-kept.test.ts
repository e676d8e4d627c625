import { expect, test } from '@jest/globals';
import { proposeKept } from '../../src/editing/operations/propose-kept.js';
import { claimId } from '../../src/graph/identity.js';
import {
  baseConcepts,
  completeSource,
  edited,
  endClaim,
  imported,
  put,
  value,
} from '../storage/contract/examples.js';
import { eachStore } from '../support/stores.js';

const statedAs = (text: string) => value({ value: { type: 'TEXT', text } });
const note = { author: 'importer', title: 'article.md' };

test.each(eachStore)(
  'on $name, a new version of a claim that an editor has corrected is proposed once, in a changeset',
  async ({ open }) => {
    const { store, close } = await open();
    try {
      const article = (text: string) => [
        ...put(...baseConcepts, statedAs(text)),
        completeSource('cited-source/article'),
      ];
      const correction = { ...statedAs('right'), supersedes: claimId(statedAs('wrong')) };
      await store.apply(article('wrong'), imported);
      await store.apply([endClaim(statedAs('wrong')), ...put(correction)], edited);
      const again = await store.apply(article('wrong'), imported);
      expect(await proposeKept(store, again.kept, note)).toBeNull();

      const { kept } = await store.apply(article('changed'), imported);
      const proposal = await proposeKept(store, kept, note);
      expect(proposal).toMatchObject({
        kind: 'PROPOSAL',
        state: 'OPEN',
        edits: 1,
        author: { name: 'importer' },
      });
      const { items } = await store.changesets.edits({
        changeset: proposal?.id ?? '',
        first: 5,
        after: null,
      });
      expect(items).toMatchObject([
        { edit: { type: 'replaceClaim', id: claimId(correction), claim: { value: { text: 'changed' } } } },
      ]);
      expect(await proposeKept(store, kept, note)).toBeNull();
      await store.changesets.transition({ changeset: proposal?.id ?? '', state: 'WITHDRAWN' });
      expect(await proposeKept(store, kept, note)).toBeNull();
    } finally {
      await close();
    }
  },
);
