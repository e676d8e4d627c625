import { isIP } from 'node:net';
import { z } from 'zod';
import type { CacheTagTargets } from './http/representations/cache-tags.js';
import { parseBodyTemplate, type Json } from './http/purge/purge-template.js';
import { defaultLocale, locales, type Locale } from './words/locale.js';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const cacheTagTargets = ['cache-tag', 'surrogate-key', 'extensions'] as const;

/** The settings, read from the environment. */
export interface Settings {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Whether `databaseUrl` is the default because DATABASE_URL is not set. False if DATABASE_URL has the same value. */
  readonly isDefaultDatabase: boolean;
  readonly logLevel: LogLevel;
  /** Origins whose pages may read the API, in addition to the server's own origin. `*` for any. */
  readonly corsOrigins: readonly string[] | '*';
  /** Names allowed in the Host header, in addition to IP addresses and localhost. Null for any. */
  readonly allowedHosts: readonly string[] | null;
  /** The language of texts if a request does not select one. */
  readonly defaultLocale: Locale;
  /** The address of the server for readers, without a final slash. Null if it is not set. */
  readonly baseUrl: string | null;
  /** How the pages for readers are branded. Null if there are no pages. */
  readonly site: {
    readonly name: string;
    /** The URL of an image, or the path of a file. Null for none. */
    readonly logo: string | null;
    /** The accent colour: `#rrggbb`. */
    readonly colour: string;
    /** A plain text. Null for none. */
    readonly footer: string | null;
  } | null;
  /** Whether pages of other sites may read and frame comparisons. */
  readonly embeds: boolean;
  /** How types and root fields of the API are named. Null for the names without a prefix. */
  readonly naming: SchemaNaming | null;
  /** What `_entities` returns for an object that does not exist: null, or null and an error. */
  readonly unknownEntities: 'NULL' | 'ERROR';
  /** The memory budget of the published view in MiB. A larger view is read from the database. 0 turns the read model off. */
  readonly readModelMb: number;
  /** The memory budget of the response cache in MiB. 0 turns the cache off. */
  readonly answerCacheMb: number;
  /** How long a stopping server returns 503 for `/readyz` and serves all other requests before it closes the port, in seconds. */
  readonly drainSeconds: number;
  /** How long requests may take to finish after the drain, in seconds. */
  readonly stopSeconds: number;
  /** `max-age`: how long HTTP caches may serve a response without revalidation, in seconds. */
  readonly cacheMaxAge: number;
  /** `s-maxage`: the same time for shared caches. Null to use `cacheMaxAge`. */
  readonly cacheSMaxAge: number | null;
  /** `stale-while-revalidate`: how long after `max-age` or `s-maxage` a cache may serve a stale response while it revalidates, in seconds. */
  readonly cacheStaleWhileRevalidate: number;
  /** The headers and the extension that contain the cache tags of a response, for external caches. */
  readonly cacheTags: CacheTagTargets;
  /** The call that purges tags from external caches after a publication. Null for none. */
  readonly purge: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
    readonly tagsPerCall: number;
    readonly allowsPrivateAddresses: boolean;
  } | null;
  /** How long a GraphQL request may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** The maximum size of a request body in KiB. */
  readonly maxBodyKb: number;
  /** The quota of one client. Null for none. */
  readonly quota: {
    readonly costPerMinute: number;
    /** The capacity of the client's token bucket: the cost that the client may use in one burst. */
    readonly burst: number;
  } | null;
  /** Who may read the published graph: everybody, or holders of keys with the scope `read`. */
  readonly readAccess: 'open' | 'keyed';
  /** Whether no author may approve their own changeset. */
  readonly fourEyes: boolean;
  /** The limits of editing. */
  readonly editing: {
    /** The maximum number of open changesets of one principal. */
    readonly openChangesets: number;
    /** The maximum number of edits in one call. */
    readonly editsPerCall: number;
    /** The maximum length of a text in an edit, in UTF-16 code units. */
    readonly textLength: number;
  };
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

/** The names of types and root fields of the API. */
export interface SchemaNaming {
  /** The prefix of types, such as `Tertium`. Root fields start with it in camel case, such as `tertium`. */
  readonly prefix: string;
  /** Types and root fields without the prefix. */
  readonly keep: readonly string[];
}

/** The error of invalid settings. The message has a line for each invalid setting. */
export class SettingsError extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
  }
}

/** The database if DATABASE_URL is not set. */
const defaultDatabaseUrl = 'file:./data/tertium.db';

const wildcard = '*';
const seconds = 'a whole number of seconds from 0 to 31536000 (a year)';
const mebibytes = 'a whole number of MiB from 0 (none) to 65536';

/** The largest default of `first` in the schema. A lower MAX_PAGE_SIZE would reject lists without `first`. */
const maxDefaultPageSize = 100;

/** The settings with their defaults. The error message of each setting is the text after "expected" in the message to the operator. */
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
  DEFAULT_LOCALE: z.enum(locales, { error: `one of ${locales.join(', ')}` }).default(defaultLocale),
  BASE_URL: setting(
    'an http or https URL without a path, query or fragment, such as https://compare.example.org',
    isBaseUrl,
  )
    .transform((value) => value.replace(/\/+$/u, ''))
    .optional(),
  PAGES: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
  SITE_NAME: setting('a name of 1 to 60 characters in one line', (value) => isLine(value, 60)).default(
    'Tertium',
  ),
  SITE_LOGO: setting(
    'the https URL or the path of an image, such as ./logo.svg, as svg, png, jpg, webp, avif or gif',
    isLogo,
  ).optional(),
  SITE_COLOUR: setting(
    'a colour such as #2457a6 with a contrast of at least 4.5 to white (WCAG 2.2)',
    isReadableColour,
  )
    .transform((value) => value.toLowerCase())
    .default('#2457a6'),
  SITE_FOOTER: setting('a text of at most 500 characters in one line', (value) =>
    isLine(value, 500),
  ).optional(),
  EMBEDS: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
  SCHEMA_PREFIX: setting(
    '1 to 40 letters and digits that start with a capital letter, such as Tertium',
    (value) => /^[A-Z][A-Za-z0-9]{0,39}$/u.test(value),
  ).optional(),
  SCHEMA_KEEP: setting('names of types and root fields, such as Node, compare, separated by commas', areNames)
    .transform((value) => value.split(',').map((item) => item.trim()))
    .optional(),
  UNKNOWN_ENTITIES: z.enum(['null', 'error'], { error: 'null or error' }).default('null'),
  READ_MODEL_MB: setting(mebibytes, isMebibytes).default('1024').transform(Number),
  ANSWER_CACHE_MB: setting(mebibytes, isMebibytes).default('64').transform(Number),
  DRAIN_SECONDS: setting('a whole number of seconds from 0 to 600', (value) => isWholeNumber(value, 0, 600))
    .default('0')
    .transform(Number),
  STOP_SECONDS: setting('a whole number of seconds from 1 to 600', (value) => isWholeNumber(value, 1, 600))
    .default('8')
    .transform(Number),
  CACHE_MAX_AGE: setting(seconds, isSeconds).default('0').transform(Number),
  CACHE_S_MAXAGE: setting(seconds, isSeconds).transform(Number).optional(),
  CACHE_STALE_WHILE_REVALIDATE: setting(seconds, isSeconds).default('0').transform(Number),
  CACHE_TAGS: setting(
    'one or more of cache-tag, surrogate-key and extensions, separated by commas',
    areCacheTagTargets,
  )
    .transform((value) => value.split(',').map((item) => item.trim()))
    .optional(),
  PURGE_URL: setting('an http or https URL without a user name, password or fragment', isPurgeUrl).optional(),
  PURGE_HEADERS: setting(
    'a JSON object of header names and values, such as {"authorization":"Bearer …"}',
    areHeaders,
  )
    .transform((value) => JSON.parse(value) as Record<string, string>)
    .optional(),
  PURGE_BODY: setting(
    'JSON with "{tags}" for the array of tags, or "{tag}" in the array item of each tag',
    (value) => parseBodyTemplate(value) !== null,
  )
    .default('{"tags":"{tags}"}')
    .transform((value) => parseBodyTemplate(value)),
  PURGE_TAGS_PER_CALL: wholeNumber(1, 1_000, 30),
  PURGE_PRIVATE_ADDRESSES: z.enum(['on', 'off'], { error: 'on or off' }).default('off'),
  REQUEST_TIMEOUT_MS: wholeNumber(10, 600_000, 2_000, ' of milliseconds'),
  MAX_BODY_KB: wholeNumber(1, 65_536, 256, ' of KiB'),
  MAX_TOKENS: wholeNumber(10, 1_000_000, 4_000),
  MAX_DEPTH: wholeNumber(1, 100, 16),
  MAX_ALIASES: wholeNumber(0, 100_000, 100),
  MAX_FRAGMENTS: wholeNumber(0, 10_000, 50),
  MAX_FIELD_PAIRS: wholeNumber(0, 10_000_000, 50_000),
  MAX_PAGE_SIZE: wholeNumber(maxDefaultPageSize, 500, 500),
  MAX_SCHEMAS: wholeNumber(0, 100, 1),
  MAX_COST: wholeNumber(1, 1_000_000_000, 6_000_000),
  QUOTA_COST_PER_MINUTE: wholeNumber(0, 1_000_000_000, 0),
  QUOTA_BURST: setting('a whole number from 1 to 1000000000', isBurst).transform(Number).optional(),
  READ_ACCESS: z.enum(['open', 'keyed'], { error: 'open or keyed' }).default('open'),
  FOUR_EYES: z.enum(['true', 'false'], { error: 'true or false' }).default('false'),
  EDITING_OPEN_CHANGESETS: wholeNumber(1, 100_000, 100),
  EDITING_EDITS_PER_CALL: wholeNumber(1, 10_000, 500),
  EDITING_TEXT_LENGTH: wholeNumber(100, 10_000_000, 100_000),
  TRUST_PROXY: setting(
    'addresses of proxies such as 10.0.0.7 or 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas',
    areProxies,
  )
    .transform((value) => value.split(',').map((item) => item.trim()))
    .optional(),
});

/** Settings whose values are not repeated in errors. */
const secretSettings: ReadonlySet<string> = new Set(['PURGE_URL', 'PURGE_HEADERS', 'PURGE_BODY']);

/** The names of all settings, which are environment variables. */
export const environmentVariables: readonly string[] = Object.keys(environment.shape);

function setting(expected: string, isValid: (value: string) => boolean): z.ZodString {
  return z.string().refine(isValid, { error: expected });
}

/**
 * The schema of a whole number between two bounds.
 * @param unit for the error message, such as ` of KiB`
 */
function wholeNumber(min: number, max: number, defaultValue: number, unit = '') {
  return setting(`a whole number${unit} from ${min} to ${max}`, (value) => isWholeNumber(value, min, max))
    .default(String(defaultValue))
    .transform(Number);
}

/**
 * Reads the settings. An empty variable counts as not set.
 * @throws {SettingsError} if a setting is invalid
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const values = valuesOf(environment, env);
  const parsed = environment.safeParse(values);
  if (!parsed.success) throw invalidSettings(parsed.error, values);
  const { HOST, PORT, DATABASE_URL, LOG_LEVEL, CORS_ORIGINS = [] } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    databaseUrl: DATABASE_URL,
    isDefaultDatabase: values['DATABASE_URL'] === undefined,
    logLevel: LOG_LEVEL,
    corsOrigins: CORS_ORIGINS,
    allowedHosts: allowedHosts(HOST, parsed.data.ALLOWED_HOSTS),
    defaultLocale: parsed.data.DEFAULT_LOCALE,
    baseUrl: parsed.data.BASE_URL ?? null,
    site: parsed.data.PAGES === 'off' ? null : siteOf(parsed.data),
    embeds: parsed.data.EMBEDS === 'on',
    naming: namingOf(parsed.data),
    unknownEntities: parsed.data.UNKNOWN_ENTITIES === 'error' ? 'ERROR' : 'NULL',
    readModelMb: parsed.data.READ_MODEL_MB,
    answerCacheMb: parsed.data.ANSWER_CACHE_MB,
    drainSeconds: parsed.data.DRAIN_SECONDS,
    stopSeconds: parsed.data.STOP_SECONDS,
    cacheMaxAge: parsed.data.CACHE_MAX_AGE,
    cacheSMaxAge: parsed.data.CACHE_S_MAXAGE ?? null,
    cacheStaleWhileRevalidate: parsed.data.CACHE_STALE_WHILE_REVALIDATE,
    cacheTags: cacheTagsOf(parsed.data.CACHE_TAGS ?? []),
    purge: purgeOf(parsed.data),
    requestTimeoutMs: parsed.data.REQUEST_TIMEOUT_MS,
    maxBodyKb: parsed.data.MAX_BODY_KB,
    quota: quotaOf(parsed.data.QUOTA_COST_PER_MINUTE, parsed.data.QUOTA_BURST),
    readAccess: parsed.data.READ_ACCESS,
    fourEyes: parsed.data.FOUR_EYES === 'true',
    editing: {
      openChangesets: parsed.data.EDITING_OPEN_CHANGESETS,
      editsPerCall: parsed.data.EDITING_EDITS_PER_CALL,
      textLength: parsed.data.EDITING_TEXT_LENGTH,
    },
    trustedProxies: parsed.data.TRUST_PROXY ?? [],
    limits: {
      tokens: parsed.data.MAX_TOKENS,
      depth: parsed.data.MAX_DEPTH,
      aliases: parsed.data.MAX_ALIASES,
      fragments: parsed.data.MAX_FRAGMENTS,
      fieldPairs: parsed.data.MAX_FIELD_PAIRS,
      pageSize: parsed.data.MAX_PAGE_SIZE,
      schemas: parsed.data.MAX_SCHEMAS,
      cost: parsed.data.MAX_COST,
    },
  };
}

type Values = Readonly<Record<string, string | undefined>>;

/** The values of settings without surrounding spaces. Undefined for a variable that is empty or not set. */
function valuesOf(schema: z.ZodObject, env: NodeJS.ProcessEnv): Values {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name]?.trim() || undefined]));
}

function invalidSettings({ issues }: z.ZodError, values: Values): SettingsError {
  return new SettingsError(
    issues.map(({ path: [name], message }) => {
      const value = secretSettings.has(String(name)) ? '…' : redact(values[String(name)] ?? '');
      return `${String(name)}: expected ${message}, got ${JSON.stringify(value)}`;
    }),
  );
}

const namingSettings = environment.pick({ SCHEMA_PREFIX: true, SCHEMA_KEEP: true });

/**
 * Reads only the settings that name types and root fields: for commands that print the schema.
 * @throws {SettingsError} if one of these settings is invalid
 */
export function readSchemaNaming(env: NodeJS.ProcessEnv = process.env): SchemaNaming | null {
  const values = valuesOf(namingSettings, env);
  const parsed = namingSettings.safeParse(values);
  if (!parsed.success) throw invalidSettings(parsed.error, values);
  return namingOf(parsed.data);
}

function namingOf({ SCHEMA_PREFIX, SCHEMA_KEEP }: z.infer<typeof namingSettings>): SchemaNaming | null {
  if (SCHEMA_PREFIX !== undefined) return { prefix: SCHEMA_PREFIX, keep: SCHEMA_KEEP ?? [] };
  if (SCHEMA_KEEP === undefined) return null;
  throw new SettingsError(['SCHEMA_KEEP: expected SCHEMA_PREFIX to be set too, got names without a prefix']);
}

function siteOf(values: z.infer<typeof environment>): Settings['site'] {
  return {
    name: values.SITE_NAME,
    logo: values.SITE_LOGO ?? null,
    colour: values.SITE_COLOUR,
    footer: values.SITE_FOOTER ?? null,
  };
}

function cacheTagsOf(targets: readonly string[]): CacheTagTargets {
  return {
    cacheTag: targets.includes('cache-tag'),
    surrogateKey: targets.includes('surrogate-key'),
    extensions: targets.includes('extensions'),
  };
}

function purgeOf(values: z.infer<typeof environment>): Settings['purge'] {
  if (values.PURGE_URL === undefined) return null;
  return {
    url: values.PURGE_URL,
    headers: values.PURGE_HEADERS ?? {},
    body: values.PURGE_BODY,
    tagsPerCall: values.PURGE_TAGS_PER_CALL,
    allowsPrivateAddresses: values.PURGE_PRIVATE_ADDRESSES === 'on',
  };
}

/** Whether errors are printed with their stacks. Does not use `readSettings`, because other settings may be invalid. */
export function isDebugging(env: NodeJS.ProcessEnv = process.env): boolean {
  return ['trace', 'debug'].includes(env['LOG_LEVEL']?.trim() ?? '');
}

function isHost(value: string): boolean {
  return isIP(value) > 0 || /^(?=.{1,253}$)[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i.test(value);
}

function isPort(value: string): boolean {
  return isWholeNumber(value, 0, 65_535);
}

function isMebibytes(value: string): boolean {
  return isWholeNumber(value, 0, 65_536);
}

function isWholeNumber(value: string, min: number, max: number): boolean {
  return /^\d{1,10}$/.test(value) && Number(value) >= min && Number(value) <= max;
}

function isBurst(value: string): boolean {
  return isWholeNumber(value, 1, 1_000_000_000);
}

function isSeconds(value: string): boolean {
  return /^\d{1,8}$/.test(value) && Number(value) <= 31_536_000;
}

function isStoreUrl(value: string): boolean {
  if (/^postgres(ql)?:\/\//.test(value)) return URL.canParse(value);
  return /^file:(?!:memory:)./.test(value);
}

/** Whether a value is an http or https URL without a user name, password, path, query or fragment. */
function isBaseUrl(value: string): boolean {
  if (!/^https?:\/\//u.test(value) || /[?#\s]/u.test(value) || !URL.canParse(value)) return false;
  const { username, password, pathname } = new URL(value);
  // Links of pages start at the root of the server.
  return username === '' && password === '' && /^\/*$/u.test(pathname);
}

function areCacheTagTargets(value: string): boolean {
  const targets: readonly string[] = cacheTagTargets;
  return value.split(',').every((item) => targets.includes(item.trim()));
}

function isPurgeUrl(value: string): boolean {
  if (!/^https?:\/\//u.test(value) || !URL.canParse(value)) return false;
  const { username, password, hash } = new URL(value);
  return username === '' && password === '' && hash === '';
}

/** Headers that the client of the call sets, or that would change the meaning of its body (RFC 9110, sections 7.6.1 and 8.6). */
const ownHeaders =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/iu;

/** Whether a value is a JSON object of at most 20 headers with valid names other than `ownHeaders`, and values of printable ASCII characters, spaces and tabs. */
function areHeaders(value: string): boolean {
  let headers: unknown;
  try {
    headers = JSON.parse(value);
  } catch {
    return false;
  }
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return false;
  const entries = Object.entries(headers as Record<string, unknown>);
  return (
    entries.length <= 20 &&
    entries.every(
      ([name, text]) =>
        /^[!#$%&'*+.^_`|~0-9a-z-]+$/iu.test(name) &&
        !ownHeaders.test(name) &&
        typeof text === 'string' &&
        /^[\t\x20-\x7e]*$/u.test(text),
    )
  );
}

/** Whether a value has neither control characters nor line breaks, and at most `maxUnits` UTF-16 code units. */
function isLine(value: string, maxUnits: number): boolean {
  return value.length <= maxUnits && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);
}

const image = /\.(?:svg|png|jpe?g|webp|avif|gif)$/iu;

/** Whether a value is an https URL that fits into a content security policy, or the path of a file with the extension of an image. */
function isLogo(value: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(value)) return image.test(value);
  return value.startsWith('https://') && URL.canParse(value) && !/[\s;,]/u.test(value);
}

/** The minimum contrast of texts (WCAG 2.2, success criterion 1.4.3). */
const minContrast = 4.5;

/** Whether a value is a colour `#rrggbb` with at least the minimum contrast to white. The style sheet derives the colour for dark pages. */
function isReadableColour(value: string): boolean {
  return /^#[0-9a-f]{6}$/iu.test(value) && 1.05 / (luminance(value) + 0.05) >= minContrast;
}

/** The relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function areOrigins(value: string): boolean {
  return isAnyOrEach(
    value,
    (origin) => /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin,
  );
}

function areHosts(value: string): boolean {
  return isAnyOrEach(value, (host) => isHost(host) && !host.endsWith('.'));
}

/** Whether a setting lists GraphQL names of at most 100 characters that do not start with an underscore. */
function areNames(value: string): boolean {
  return value.split(',').every((item) => /^[A-Za-z][A-Za-z0-9_]{0,99}$/u.test(item.trim()));
}

/** Names of networks that Fastify supports. */
const namedNetworks: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Whether a setting lists proxies. Prefixes of 0 bits are invalid: every client would be a trusted proxy and could choose its address. */
function areProxies(value: string): boolean {
  return value.split(',').every((item) => {
    const [address = '', bits, ...more] = item.trim().split('/');
    if (bits === undefined) return namedNetworks.has(address) || isIP(address) > 0;
    return isIP(address) > 0 && more.length === 0 && isWholeNumber(bits, 1, isIP(address) === 4 ? 32 : 128);
  });
}

/** The quota of one client; null if the cost per minute is 0. The default burst is the quota of one minute. */
function quotaOf(costPerMinute: number, burst = costPerMinute): Settings['quota'] {
  return costPerMinute === 0 ? null : { costPerMinute, burst };
}

function isAnyOrEach(value: string, isValid: (item: string) => boolean): boolean {
  return value === wildcard || value.split(',').every((item) => isValid(item.trim()));
}

function listOrAny(value: string): readonly string[] | typeof wildcard {
  return value === wildcard ? wildcard : value.split(',').map((item) => item.trim());
}

/**
 * The allowed names in the Host header. For a loopback address, the default allows only IP addresses and localhost: a page whose domain resolves
 * to this address (DNS rebinding) would otherwise be same-origin. For other addresses, the default allows any name, because the names of the
 * server are unknown.
 */
function allowedHosts(
  host: string,
  names: readonly string[] | typeof wildcard | undefined,
): readonly string[] | null {
  if (names === wildcard) return null;
  if (names) return names.map((name) => name.toLowerCase());
  return isLoopback(host) ? [] : null;
}

function isLoopback(host: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|::1|(?:.+\.)?localhost)$/i.test(host);
}

const maxLength = 120;

/**
 * Prepares a value for an error message: replaces text that may contain a password, such as the part of a database URL after its scheme, and cuts
 * the value at 120 characters.
 */
function redact(value: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:(?:\/\/)?/i.exec(value)?.[0];
  const isPublic = /^(?:file:|https?:\/\/[^@?]*$)/.test(value);
  if (scheme !== undefined && !isPublic) return `${scheme}…`;
  if (scheme === undefined && /[=@]/.test(value)) return '…';
  return value.length > maxLength ? `${value.slice(0, maxLength - 1)}…` : value;
}
