import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ResponseSender } from '../cache/response-sender.js';
import { encodeResponse, type EncodedResponse } from '../representations/representations.js';
import type { SecurityHeaders } from '../security/security-headers.js';

/** The scripts of framed comparisons. */
export interface EmbedScripts {
  /** The script of pages with frames. */
  readonly embed: Buffer;
  /** The script of documents in frames. */
  readonly frame: string;
}

export const embedScriptsNotBuilt =
  'The scripts of framed comparisons have not been built: `npm run build` builds them. Frames keep their first height.';

/**
 * Reads the built scripts.
 * @returns null if one of them has not been built
 * @throws {Error} if the script of frames contains `</script` or `<!--`, with which its element could end too early or too late
 */
export function readEmbedScripts(directory: string): EmbedScripts | null {
  const [embed = '', frame = ''] = ['embed.js', 'frame.js'].map((name) => join(directory, name));
  if (!existsSync(embed) || !existsSync(frame)) return null;
  const text = readFileSync(frame, 'utf8').trim();
  if (/<\/script|<!--/iu.test(text)) throw new Error('Expected a script without "</script" and "<!--".');
  return { embed: readFileSync(embed), frame: text };
}

/** An hour, not longer: pages of other sites name this address, which stays the same when an update changes the script. */
const cacheControl = 'public, max-age=3600, stale-while-revalidate=86400';
const stablePath = '/embed.js';

/**
 * Serves the script of pages with frames at its stable address.
 * @param headers the security headers of responses that pages of other sites may read
 */
export function serveEmbedScript(app: FastifyInstance, script: Buffer, headers: SecurityHeaders): void {
  let response: EncodedResponse = encodeResponse('text/javascript; charset=utf-8', script, {
    hasTag: true,
    namesRevision: false,
  });
  const sender = new ResponseSender(
    () => ({ 'cache-control': cacheControl, vary: 'Accept-Encoding' }),
    headers,
    (_, encoding, representation) => {
      response = { ...response, compressed: { ...response.compressed, [encoding]: representation } };
    },
  );
  app.get(stablePath, (request, reply) => {
    sender.sendRaw(request, reply, response, null);
    return reply;
  });
}
