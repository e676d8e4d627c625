import type { Change } from '../../../src/graph/ports/writing.js';
import { conceptId } from '../../../src/graph/concept.js';
import { openStore } from '../../../src/storage/open-store.js';
import { citation, claim, edited, imported, put } from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer, type TestServerOptions } from '../../support/server.js';
import { sqliteStore } from '../../support/stores.js';
import { rightToLeftContent } from './right-to-left.js';
import { wideComparison } from './wide-comparison.js';

/** The day of the revision with the demo content. */
export const dayOfSeed = '2024-05-01';
/** The note of the claim that the next revision adds, in one cell of the comparison of MSP and DevOps. */
export const partialNote = 'only for servers that it runs itself';

/**
 * Starts a server whose first revision contains the demo content. Later revisions add a claim about MSP, a comparison
 * of 12 approaches with 68 rows, and content in right-to-left scripts.
 */
export async function startPageServer(options: TestServerOptions = {}): Promise<TestServer> {
  const graph = await sqliteStore.open();
  const past = await openStore(graph.url, { now: () => new Date(`${dayOfSeed}T12:00:00Z`) });
  await seed(past);
  await past.close();
  await graph.store.apply(partialAutomation(), edited);
  await graph.store.apply([...(await wideComparison()), ...rightToLeftContent()], imported);
  const server = await serveStore(graph.store, options);
  return {
    ...server,
    async close() {
      await server.close();
      await graph.close();
    },
  };
}

function partialAutomation(): readonly Change[] {
  return put(
    [],
    [
      claim(conceptId('APPROACH', 'msp'), 'HAS_FEATURE', conceptId('FEATURE', 'automation'), {
        source: conceptId('CITED_SOURCE', 'ora-msp-vs-devops'),
        value: { type: 'SUPPORT', support: 'PARTIAL', note: partialNote },
        citations: [{ ...citation('Services provided by an MSP'), quote: 'automates what it runs' }],
      }),
    ],
  );
}
