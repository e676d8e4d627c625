import { isIP } from 'node:net';
import { z } from 'zod';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The settings, read from the environment. */
export interface Settings {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Whether `databaseUrl` is the default because DATABASE_URL is not set. False if it is set to the same value. */
  readonly isDefaultDatabase: boolean;
  readonly logLevel: LogLevel;
  /** Origins whose pages may read the API, in addition to the server's own origin. `*` for any. Never with credentials. */
  readonly corsOrigins: readonly string[] | '*';
  /** Names allowed in the Host header, in addition to addresses and localhost. Null for any. */
  readonly allowedHosts: readonly string[] | null;
  /** The memory budget of the published view in MiB. A larger view is read from the database. 0: always. */
  readonly readModelMb: number;
  /** The memory budget of the response cache in MiB. 0: no cache. */
  readonly answerCacheMb: number;
  /** How long `/readyz` answers 503, while all else is served, before the port is closed, in seconds. */
  readonly drainSeconds: number;
  /** How long requests may take to finish after that, in seconds. */
  readonly stopSeconds: number;
  /** `max-age`: how long HTTP caches may serve a response without revalidation, in seconds. */
  readonly cacheMaxAge: number;
  /** `s-maxage`: the same for shared caches. Null: as `cacheMaxAge`. */
  readonly cacheSMaxAge: number | null;
  /** `stale-while-revalidate`: how long after that a cache may serve a stale response while it revalidates, in seconds. */
  readonly cacheStaleWhileRevalidate: number;
  /** How long a GraphQL request may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** The largest request body in KiB. */
  readonly maxBodyKb: number;
  /** The quota of one client. Null for none. */
  readonly quota: {
    readonly costPerMinute: number;
    /** The capacity of the client's token bucket: the cost that it may use at once. */
    readonly burst: number;
  } | null;
  /** Addresses or networks (CIDR) of proxies whose X-Forwarded-For is trusted. */
  readonly trustedProxies: readonly string[];
  /** The limits of one operation. */
  readonly limits: {
    readonly tokens: number;
    readonly depth: number;
    readonly aliases: number;
    readonly fragments: number;
    readonly fieldPairs: number;
    readonly pageSize: number;
    readonly schemas: number;
    readonly cost: number;
  };
}

/** Invalid settings. The message has a line for each. */
export class SettingsError extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
  }
}

/** The database if DATABASE_URL is not set. */
const defaultDatabaseUrl = 'file:./data/tertium.db';

const anyOne = '*';
const seconds = 'a whole number of seconds from 0 to 31536000 (a year)';
const mebibytes = 'a whole number of MiB from 0 (none) to 65536';

/** The largest default of `first` in the schema. A lower limit would reject lists without `first`. */
const largestDefaultPage = 100;

/** The error message of each setting says what is expected. */
const environment = z.object({
  HOST: setting('an IP address or a host name, such as 127.0.0.1 or localhost', isHost).default('127.0.0.1'),
  PORT: setting('a whole number from 0 to 65535', isPort).default('4000').transform(Number),
  DATABASE_URL: setting('file:PATH or postgres://USER:PASSWORD@HOST/DATABASE', isStoreUrl).default(
    defaultDatabaseUrl,
  ),
  LOG_LEVEL: z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` }).default('info'),
  CORS_ORIGINS: setting('* for any, or origins such as https://example.org, separated by commas', areOrigins)
    .transform(listOrAny)
    .optional(),
  ALLOWED_HOSTS: setting('* for any, or host names such as graph.example.org, separated by commas', areHosts)
    .transform(listOrAny)
    .optional(),
  READ_MODEL_MB: setting(mebibytes, isMebibytes).default('1024').transform(Number),
  ANSWER_CACHE_MB: setting(mebibytes, isMebibytes).default('64').transform(Number),
  DRAIN_SECONDS: setting('a whole number of seconds from 0 to 600', (written) => isWhole(written, 0, 600))
    .default('0')
    .transform(Number),
  STOP_SECONDS: setting('a whole number of seconds from 1 to 600', (written) => isWhole(written, 1, 600))
    .default('8')
    .transform(Number),
  CACHE_MAX_AGE: setting(seconds, isSeconds).default('0').transform(Number),
  CACHE_S_MAXAGE: setting(seconds, isSeconds).transform(Number).optional(),
  CACHE_STALE_WHILE_REVALIDATE: setting(seconds, isSeconds).default('0').transform(Number),
  REQUEST_TIMEOUT_MS: whole(10, 600_000, 2_000, ' of milliseconds'),
  MAX_BODY_KB: whole(1, 65_536, 256, ' of KiB'),
  MAX_TOKENS: whole(10, 1_000_000, 4_000),
  MAX_DEPTH: whole(1, 100, 16),
  MAX_ALIASES: whole(0, 100_000, 100),
  MAX_FRAGMENTS: whole(0, 10_000, 50),
  MAX_FIELD_PAIRS: whole(0, 10_000_000, 50_000),
  MAX_PAGE_SIZE: whole(largestDefaultPage, 500, 500),
  MAX_SCHEMAS: whole(0, 100, 1),
  MAX_COST: whole(1, 1_000_000_000, 6_000_000),
  QUOTA_COST_PER_MINUTE: whole(0, 1_000_000_000, 0),
  QUOTA_BURST: setting('a whole number from 1 to 1000000000', isBurst).transform(Number).optional(),
  TRUST_PROXY: setting(
    'addresses of proxies such as 10.0.0.7 or 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas',
    areProxies,
  )
    .transform((written) => written.split(',').map((item) => item.trim()))
    .optional(),
});

/** The names of all environment variables that Tertium reads. */
export const environmentVariables: readonly string[] = Object.keys(environment.shape);

function setting(expected: string, isValid: (written: string) => boolean): z.ZodString {
  return z.string().refine(isValid, { error: expected });
}

/**
 * A whole number between two bounds.
 * @param unit for the message, such as ` of KiB`
 */
function whole(least: number, most: number, defaultValue: number, unit = '') {
  return setting(`a whole number${unit} from ${least} to ${most}`, (written) => isWhole(written, least, most))
    .default(String(defaultValue))
    .transform(Number);
}

/**
 * Reads the settings. An empty variable counts as not set.
 * @throws {SettingsError} with every invalid setting
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const written = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const read = environment.safeParse(written);
  if (!read.success) {
    throw new SettingsError(
      read.error.issues.map(({ path: [name], message }) => {
        const value = redacted(written[String(name)] ?? '');
        return `${String(name)}: expected ${message}, got ${JSON.stringify(value)}`;
      }),
    );
  }
  const { HOST, PORT, DATABASE_URL, LOG_LEVEL, CORS_ORIGINS = [] } = read.data;
  return {
    host: HOST,
    port: PORT,
    databaseUrl: DATABASE_URL,
    isDefaultDatabase: written['DATABASE_URL'] === undefined,
    logLevel: LOG_LEVEL,
    corsOrigins: CORS_ORIGINS,
    allowedHosts: allowedHosts(HOST, read.data.ALLOWED_HOSTS),
    readModelMb: read.data.READ_MODEL_MB,
    answerCacheMb: read.data.ANSWER_CACHE_MB,
    drainSeconds: read.data.DRAIN_SECONDS,
    stopSeconds: read.data.STOP_SECONDS,
    cacheMaxAge: read.data.CACHE_MAX_AGE,
    cacheSMaxAge: read.data.CACHE_S_MAXAGE ?? null,
    cacheStaleWhileRevalidate: read.data.CACHE_STALE_WHILE_REVALIDATE,
    requestTimeoutMs: read.data.REQUEST_TIMEOUT_MS,
    maxBodyKb: read.data.MAX_BODY_KB,
    quota: quotaOf(read.data.QUOTA_COST_PER_MINUTE, read.data.QUOTA_BURST),
    trustedProxies: read.data.TRUST_PROXY ?? [],
    limits: {
      tokens: read.data.MAX_TOKENS,
      depth: read.data.MAX_DEPTH,
      aliases: read.data.MAX_ALIASES,
      fragments: read.data.MAX_FRAGMENTS,
      fieldPairs: read.data.MAX_FIELD_PAIRS,
      pageSize: read.data.MAX_PAGE_SIZE,
      schemas: read.data.MAX_SCHEMAS,
      cost: read.data.MAX_COST,
    },
  };
}

/** Whether errors are printed with their stacks. Independent of `readSettings`, because the settings themselves may be invalid. */
export function isDebugging(env: NodeJS.ProcessEnv = process.env): boolean {
  return ['trace', 'debug'].includes(env['LOG_LEVEL']?.trim() ?? '');
}

function isHost(written: string): boolean {
  return isIP(written) > 0 || /^(?=.{1,253}$)[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i.test(written);
}

function isPort(written: string): boolean {
  return isWhole(written, 0, 65_535);
}

function isMebibytes(written: string): boolean {
  return isWhole(written, 0, 65_536);
}

function isWhole(written: string, least: number, most: number): boolean {
  return /^\d{1,10}$/.test(written) && Number(written) >= least && Number(written) <= most;
}

function isBurst(written: string): boolean {
  return isWhole(written, 1, 1_000_000_000);
}

function isSeconds(written: string): boolean {
  return /^\d{1,8}$/.test(written) && Number(written) <= 31_536_000;
}

function isStoreUrl(written: string): boolean {
  if (/^postgres(ql)?:\/\//.test(written)) return URL.canParse(written);
  return /^file:(?!:memory:)./.test(written);
}

function areOrigins(written: string): boolean {
  return isAnyOrEach(
    written,
    (origin) => /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin,
  );
}

function areHosts(written: string): boolean {
  return isAnyOrEach(written, (host) => isHost(host) && !host.endsWith('.'));
}

/** Names of networks that Fastify supports. */
const namedNetworks: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Rejects prefixes of 0 bits: every client would be a trusted proxy and could choose its address. */
function areProxies(written: string): boolean {
  return written.split(',').every((item) => {
    const [address = '', bits, ...more] = item.trim().split('/');
    if (bits === undefined) return namedNetworks.has(address) || isIP(address) > 0;
    return isIP(address) > 0 && more.length === 0 && isWhole(bits, 1, isIP(address) === 4 ? 32 : 128);
  });
}

/** The default burst is the quota of one minute. */
function quotaOf(costPerMinute: number, burst = costPerMinute): Settings['quota'] {
  return costPerMinute === 0 ? null : { costPerMinute, burst };
}

function isAnyOrEach(written: string, isValid: (item: string) => boolean): boolean {
  return written === anyOne || written.split(',').every((item) => isValid(item.trim()));
}

function listOrAny(written: string): readonly string[] | typeof anyOne {
  return written === anyOne ? anyOne : written.split(',').map((item) => item.trim());
}

/**
 * The allowed names in the Host header. On a loopback address, the default is only addresses and localhost: a page whose name resolves to this address (DNS
 * rebinding) would otherwise be same-origin. On other addresses, the default is any name, because only the operator knows the names.
 */
function allowedHosts(
  host: string,
  names: readonly string[] | typeof anyOne | undefined,
): readonly string[] | null {
  if (names === anyOne) return null;
  if (names) return names.map((name) => name.toLowerCase());
  return isLoopback(host) ? [] : null;
}

function isLoopback(host: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|::1|(?:.+\.)?localhost)$/i.test(host);
}

const maxLength = 120;

/** A value for an error message, without what may be a password, such as all after the scheme of a server URL. Cut at 120 characters. */
function redacted(written: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:(?:\/\/)?/i.exec(written)?.[0];
  const isPublic = /^(?:file:|https?:\/\/[^@?]*$)/.test(written);
  if (scheme !== undefined && !isPublic) return `${scheme}…`;
  if (scheme === undefined && /[=@]/.test(written)) return '…';
  return written.length > maxLength ? `${written.slice(0, maxLength - 1)}…` : written;
}
