import { isIP } from 'node:net';
import { z } from 'zod';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment decides. */
export interface Settings {
  readonly host: string;
  /** 0: any port that is free. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly logLevel: LogLevel;
  /** Origins whose pages may read the API beside the server's own; `*` for any. Never with credentials. */
  readonly corsOrigins: readonly string[] | '*';
  /** Names that the server may be asked by, beside addresses and localhost; any where null. */
  readonly allowedHosts: readonly string[] | null;
  /** How many MiB the published view may take in memory; it is read from the database where 0, and where it takes more. */
  readonly readModelMb: number;
  /** How many MiB whole answers may take in memory; none are kept where 0. */
  readonly answerCacheMb: number;
  /** How many seconds `/readyz` answers 503, with everything else still served, before the port is closed. */
  readonly drainSeconds: number;
  /** How many seconds requests have to finish after that. */
  readonly stopSeconds: number;
  /** How many seconds caches outside may keep an answer without asking again. */
  readonly cacheMaxAge: number;
  /** The same for caches that serve many people; as any other where null. */
  readonly cacheSMaxAge: number | null;
  /** How many seconds after that a cache may serve what it has while it asks again. */
  readonly cacheStaleWhileRevalidate: number;
  /** How long a request to GraphQL may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** How many KiB the body of a request may have. */
  readonly maxBodyKb: number;
  /** What the operations of one client may cost together; null for any cost. */
  readonly quota: {
    readonly costPerMinute: number;
    /** At once, after a pause. */
    readonly burst: number;
  } | null;
  /** Addresses of proxies, or networks of them (CIDR), whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** What one operation may ask. */
  readonly limits: {
    readonly tokens: number;
    readonly depth: number;
    readonly aliases: number;
    readonly fragments: number;
    readonly pageSize: number;
    readonly schemas: number;
    readonly cost: number;
  };
}

/** Settings that are not understood: its message has a line for each. */
export class SettingsError extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
  }
}

/** The database where DATABASE_URL is not set. */
export const defaultDatabaseUrl = 'file:./data/tertium.db';

const anyOne = '*';
const seconds = 'a whole number of seconds from 0 to 31536000 (a year)';
const mebibytes = 'a whole number of MiB from 0 (none) to 65536';

/** Each setting's message says what is expected of it. */
const environment = z.object({
  HOST: setting('an IP address or a host name, such as 127.0.0.1 or localhost', isHost).default('127.0.0.1'),
  PORT: setting('a whole number from 0 to 65535', isPort).default('4000').transform(Number),
  DATABASE_URL: setting('file:PATH or postgres://USER:PASSWORD@HOST/DATABASE', isStoreUrl).default(
    defaultDatabaseUrl,
  ),
  LOG_LEVEL: z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` }).default('info'),
  CORS_ORIGINS: setting(
    '* for any, or origins such as https://example.org, with commas between them',
    areOrigins,
  )
    .transform(listOrAny)
    .optional(),
  ALLOWED_HOSTS: setting(
    '* for any, or host names such as graph.example.org, with commas between them',
    areHosts,
  )
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
  MAX_PAGE_SIZE: whole(1, 500, 500),
  MAX_SCHEMAS: whole(0, 100, 1),
  MAX_COST: whole(1, 1_000_000_000, 6_000_000),
  QUOTA_COST_PER_MINUTE: whole(0, 1_000_000_000, 0),
  QUOTA_BURST: setting('a whole number from 1 to 1000000000', isBurst).transform(Number).optional(),
  TRUST_PROXY: setting(
    'addresses of proxies such as 10.0.0.7 or 10.0.0.0/8, or loopback, linklocal or uniquelocal, with commas between them',
    areProxies,
  )
    .transform((written) => written.split(',').map((item) => item.trim()))
    .optional(),
});

/** The names of all environment variables that are read. */
export const environmentVariables: readonly string[] = Object.keys(environment.shape);

function setting(expected: string, isRight: (written: string) => boolean): z.ZodString {
  return z.string().refine(isRight, { error: expected });
}

/** A whole number between two bounds, as it is where it is not set. */
function whole(least: number, most: number, unset: number, of = '') {
  return setting(`a whole number${of} from ${least} to ${most}`, (written) => isWhole(written, least, most))
    .default(String(unset))
    .transform(Number);
}

/**
 * Reads the settings. A variable that is empty counts as one that is not set.
 * @throws {SettingsError} with every setting that is not understood
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const written = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const read = environment.safeParse(written);
  if (!read.success) {
    throw new SettingsError(
      read.error.issues.map(({ path: [name], message }) => {
        const came = shown(written[String(name)] ?? '');
        return `${String(name)}: expected ${message}, got ${JSON.stringify(came)}`;
      }),
    );
  }
  const { HOST, PORT, DATABASE_URL, LOG_LEVEL, CORS_ORIGINS = [] } = read.data;
  return {
    host: HOST,
    port: PORT,
    databaseUrl: DATABASE_URL,
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
      pageSize: read.data.MAX_PAGE_SIZE,
      schemas: read.data.MAX_SCHEMAS,
      cost: read.data.MAX_COST,
    },
  };
}

/** Whether errors are told with where they come from; asked when the settings themselves may be wrong. */
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

/** Networks that Fastify knows by name. */
const namedNetworks: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** A prefix of no bits is refused: it is every address, so that each client could choose its own. */
function areProxies(written: string): boolean {
  return written.split(',').every((item) => {
    const [address = '', bits, ...more] = item.trim().split('/');
    if (bits === undefined) return namedNetworks.has(address) || isIP(address) > 0;
    return isIP(address) > 0 && more.length === 0 && isWhole(bits, 1, isIP(address) === 4 ? 32 : 128);
  });
}

/** One minute's worth at once, unless it is told. */
function quotaOf(costPerMinute: number, burst = costPerMinute): Settings['quota'] {
  return costPerMinute === 0 ? null : { costPerMinute, burst };
}

function isAnyOrEach(written: string, isRight: (item: string) => boolean): boolean {
  return written === anyOne || written.split(',').every((item) => isRight(item.trim()));
}

function listOrAny(written: string): readonly string[] | typeof anyOne {
  return written === anyOne ? anyOne : written.split(',').map((item) => item.trim());
}

/**
 * On a loopback address, by default, only names of this machine: a page that makes its own name lead here (DNS rebinding) would be
 * taken for a page of this server. On other addresses whoever runs the server decides how it is called.
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

const longest = 120;

/** What came, without what may be a password: what follows the scheme of a URL of a server. */
function shown(written: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:(?:\/\/)?/i.exec(written)?.[0];
  const isOpen = /^(?:file:|https?:\/\/[^@?]*$)/.test(written);
  if (scheme !== undefined && !isOpen) return `${scheme}…`;
  if (scheme === undefined && /[=@]/.test(written)) return '…';
  return written.length > longest ? `${written.slice(0, longest - 1)}…` : written;
}
