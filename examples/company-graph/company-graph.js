// @ts-check
import { startGateway } from './gateway.js';
import * as handbook from './handbook.js';
import { serveSubgraph } from './serve-subgraph.js';
import * as teams from './teams.js';

/**
 * Starts the subgraphs of the company and a gateway, beside a running Tertium.
 * @param {object} options
 * @param {string} options.tertium the address of Tertium's API
 * @param {number} [options.port] the port of the gateway; any free port by default
 * @param {number} [options.teamsPort] the port of the subgraph of teams; any free port by default
 * @param {number} [options.handbookPort] the port of the subgraph of the handbook; any free port by default
 * @param {boolean} [options.pinsRevisions] whether all requests to Tertium for one operation read one revision; true by
 * default
 * @returns the address of the gateway, and a function that stops everything that was started
 */
export async function startCompanyGraph({
  tertium,
  port = 0,
  teamsPort = 0,
  handbookPort = 0,
  pinsRevisions = true,
}) {
  const [ofTeams, ofHandbook] = await Promise.all([
    serveSubgraph(teams, teamsPort),
    serveSubgraph(handbook, handbookPort),
  ]);
  const stopSubgraphs = () => Promise.all([ofTeams.stop(), ofHandbook.stop()]);
  try {
    const subgraphs = { tertium, teams: ofTeams.url, handbook: ofHandbook.url };
    const gateway = await startGateway({ subgraphs, port, pinsRevisions });
    return {
      url: gateway.url,
      async stop() {
        await gateway.stop();
        await stopSubgraphs();
      },
    };
  } catch (error) {
    await stopSubgraphs();
    throw error;
  }
}
