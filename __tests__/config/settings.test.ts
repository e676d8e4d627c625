import { describe, expect, test } from '@jest/globals';
import { defaultLimits } from '../../src/api/limits/limits.js';
import { defaultEditingLimits } from '../../src/editing/editing-limits.js';
import {
  isDebugging,
  readSchemaNaming,
  readSettings,
  SettingsError,
  type Settings,
} from '../../src/config.js';

const site = { name: 'Tertium', logo: null, colour: '#2457a6', footer: null };

const defaultSettings: Settings = {
  host: '127.0.0.1',
  port: 4000,
  databaseUrl: 'file:./data/tertium.db',
  isDefaultDatabase: true,
  logLevel: 'info',
  corsOrigins: [],
  allowedHosts: [],
  defaultLocale: 'en',
  baseUrl: null,
  site,
  embeds: true,
  naming: null,
  unknownEntities: 'NULL',
  readModelMb: 1024,
  answerCacheMb: 64,
  drainSeconds: 0,
  stopSeconds: 8,
  cacheMaxAge: 0,
  cacheSMaxAge: null,
  cacheStaleWhileRevalidate: 0,
  cacheTags: { cacheTag: false, surrogateKey: false, extensions: false },
  purge: null,
  requestTimeoutMs: 2_000,
  maxBodyKb: 256,
  quota: null,
  readAccess: 'open',
  fourEyes: false,
  editing: defaultEditingLimits,
  trustedProxies: [],
  limits: { ...defaultLimits },
};

test('a variable that is not set has a default', () => {
  expect(readSettings({})).toEqual(defaultSettings);
});

test('an empty variable counts as not set', () => {
  expect(readSettings({ HOST: '', PORT: ' ', DATABASE_URL: '', LOG_LEVEL: '', CORS_ORIGINS: '' })).toEqual(
    defaultSettings,
  );
});

test.each<[name: string, text: string, settings: Partial<Settings>]>([
  ['HOST', '0.0.0.0', { host: '0.0.0.0', allowedHosts: null }],
  ['HOST', '::', { host: '::', allowedHosts: null }],
  ['HOST', '::1', { host: '::1' }],
  ['HOST', '127.0.0.2', { host: '127.0.0.2' }],
  ['HOST', 'localhost', { host: 'localhost' }],
  ['HOST', 'graph.localhost', { host: 'graph.localhost' }],
  ['HOST', 'graph.example.org', { host: 'graph.example.org', allowedHosts: null }],
  ['PORT', '0', { port: 0 }],
  ['PORT', '65535', { port: 65_535 }],
  ['PORT', ' 8080 ', { port: 8080 }],
  ['DATABASE_URL', 'file:./data/tertium.db', { isDefaultDatabase: false }],
  [
    'DATABASE_URL',
    'file:/var/lib/tertium.db',
    { databaseUrl: 'file:/var/lib/tertium.db', isDefaultDatabase: false },
  ],
  [
    'DATABASE_URL',
    'postgres://u:p@host:5432/db',
    { databaseUrl: 'postgres://u:p@host:5432/db', isDefaultDatabase: false },
  ],
  [
    'DATABASE_URL',
    'postgresql://host/db?ssl=1',
    { databaseUrl: 'postgresql://host/db?ssl=1', isDefaultDatabase: false },
  ],
  ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ['LOG_LEVEL', 'trace', { logLevel: 'trace' }],
  ['DEFAULT_LOCALE', 'de', { defaultLocale: 'de' }],
  ['BASE_URL', 'https://compare.example.org/', { baseUrl: 'https://compare.example.org' }],
  ['BASE_URL', 'http://127.0.0.1:4000', { baseUrl: 'http://127.0.0.1:4000' }],
  ['PAGES', 'on', {}],
  ['PAGES', 'off', { site: null }],
  ['EMBEDS', 'on', {}],
  ['EMBEDS', 'off', { embeds: false }],
  ['SCHEMA_PREFIX', 'Tertium', { naming: { prefix: 'Tertium', keep: [] } }],
  ['UNKNOWN_ENTITIES', 'error', { unknownEntities: 'ERROR' }],
  ['SITE_NAME', 'Brot & Spiele', { site: { ...site, name: 'Brot & Spiele' } }],
  ['SITE_LOGO', './logo.SVG', { site: { ...site, logo: './logo.SVG' } }],
  [
    'SITE_LOGO',
    'https://example.org/logo?size=28',
    { site: { ...site, logo: 'https://example.org/logo?size=28' } },
  ],
  ['SITE_COLOUR', '#7A1F3D', { site: { ...site, colour: '#7a1f3d' } }],
  ['SITE_FOOTER', '© 2026 <Example>', { site: { ...site, footer: '© 2026 <Example>' } }],
  ['CORS_ORIGINS', '*', { corsOrigins: '*' }],
  ['CORS_ORIGINS', 'https://example.org', { corsOrigins: ['https://example.org'] }],
  ['ALLOWED_HOSTS', '*', { allowedHosts: null }],
  ['ALLOWED_HOSTS', 'Graph.example.org , graph', { allowedHosts: ['graph.example.org', 'graph'] }],
  ['CACHE_MAX_AGE', '60', { cacheMaxAge: 60 }],
  ['CACHE_TAGS', 'cache-tag', { cacheTags: { cacheTag: true, surrogateKey: false, extensions: false } }],
  [
    'CACHE_TAGS',
    'surrogate-key, extensions',
    { cacheTags: { cacheTag: false, surrogateKey: true, extensions: true } },
  ],
  ['CACHE_S_MAXAGE', '0', { cacheSMaxAge: 0 }],
  ['CACHE_S_MAXAGE', '31536000', { cacheSMaxAge: 31_536_000 }],
  ['CACHE_STALE_WHILE_REVALIDATE', '600', { cacheStaleWhileRevalidate: 600 }],
  [
    'CORS_ORIGINS',
    'https://a.example.org:8443 , http://localhost:3000',
    { corsOrigins: ['https://a.example.org:8443', 'http://localhost:3000'] },
  ],
  ['READ_MODEL_MB', '0', { readModelMb: 0 }],
  ['READ_MODEL_MB', '200', { readModelMb: 200 }],
  ['ANSWER_CACHE_MB', '0', { answerCacheMb: 0 }],
  ['ANSWER_CACHE_MB', '65536', { answerCacheMb: 65_536 }],
  ['DRAIN_SECONDS', '0', { drainSeconds: 0 }],
  ['DRAIN_SECONDS', '600', { drainSeconds: 600 }],
  ['STOP_SECONDS', '1', { stopSeconds: 1 }],
  ['STOP_SECONDS', '600', { stopSeconds: 600 }],
  ['REQUEST_TIMEOUT_MS', '500', { requestTimeoutMs: 500 }],
  ['MAX_BODY_KB', '1024', { maxBodyKb: 1_024 }],
  ['MAX_TOKENS', '8000', { limits: { ...defaultLimits, tokens: 8_000 } }],
  ['MAX_DEPTH', '20', { limits: { ...defaultLimits, depth: 20 } }],
  ['MAX_ALIASES', '0', { limits: { ...defaultLimits, aliases: 0 } }],
  ['MAX_FRAGMENTS', '80', { limits: { ...defaultLimits, fragments: 80 } }],
  ['MAX_FIELD_PAIRS', '100000', { limits: { ...defaultLimits, fieldPairs: 100_000 } }],
  ['MAX_PAGE_SIZE', '100', { limits: { ...defaultLimits, pageSize: 100 } }],
  ['MAX_SCHEMAS', '0', { limits: { ...defaultLimits, schemas: 0 } }],
  ['MAX_COST', '1000000', { limits: { ...defaultLimits, cost: 1_000_000 } }],
  ['QUOTA_COST_PER_MINUTE', '0', { quota: null }],
  ['QUOTA_COST_PER_MINUTE', '500000', { quota: { costPerMinute: 500_000, burst: 500_000 } }],
  ['QUOTA_BURST', '500000', { quota: null }],
  ['READ_ACCESS', 'keyed', { readAccess: 'keyed' }],
  ['FOUR_EYES', 'true', { fourEyes: true }],
  ['FOUR_EYES', 'false', { fourEyes: false }],
  ['EDITING_OPEN_CHANGESETS', '7', { editing: { ...defaultEditingLimits, openChangesets: 7 } }],
  ['EDITING_EDITS_PER_CALL', '7', { editing: { ...defaultEditingLimits, editsPerCall: 7 } }],
  ['EDITING_TEXT_LENGTH', '700', { editing: { ...defaultEditingLimits, textLength: 700 } }],
  ['TRUST_PROXY', '10.0.0.7', { trustedProxies: ['10.0.0.7'] }],
  [
    'TRUST_PROXY',
    'loopback, 10.0.0.0/8 ,2001:db8::/32,::1,linklocal,uniquelocal',
    { trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::/32', '::1', 'linklocal', 'uniquelocal'] },
  ],
])('%s may be %j', (name, text, settings) => {
  expect(readSettings({ [name]: text })).toEqual({ ...defaultSettings, ...settings });
});

const host = 'an IP address or a host name, such as 127.0.0.1 or localhost';
const port = 'a whole number from 0 to 65535';
const store = 'file:PATH or postgres://USER:PASSWORD@HOST/DATABASE';
const level = 'one of trace, debug, info, warn, error, fatal, silent';
const address = 'an http or https URL without a path, query or fragment, such as https://compare.example.org';
const logo = 'the https URL or the path of an image, such as ./logo.svg, as svg, png, jpg, webp, avif or gif';
const colour = 'a colour such as #2457a6 with a contrast of at least 4.5 to white (WCAG 2.2)';
const mebibytes = 'a whole number of MiB from 0 (none) to 65536';
const origins = '* for any, or origins such as https://example.org, separated by commas';
const hosts = '* for any, or host names such as graph.example.org, separated by commas';
const seconds = 'a whole number of seconds from 0 to 31536000 (a year)';
const prefix = '1 to 40 letters and digits that start with a capital letter, such as Tertium';
const names = 'names of types and root fields, such as Node, compare, separated by commas';
const proxies =
  'addresses of proxies such as 10.0.0.7 or 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas';

test.each<[name: string, text: string, expected: string, received: string]>([
  ['READ_MODEL_MB', '1.5', mebibytes, '1.5'],
  ['DRAIN_SECONDS', '601', 'a whole number of seconds from 0 to 600', '601'],
  ['STOP_SECONDS', '0', 'a whole number of seconds from 1 to 600', '0'],
  ['READ_MODEL_MB', 'all', mebibytes, 'all'],
  ['HOST', 'two words', host, 'two words'],
  ['HOST', 'a/b', host, 'a/b'],
  ['HOST', '[::1]', host, '[::1]'],
  ['PORT', '65536', port, '65536'],
  ['PORT', '-1', port, '-1'],
  ['PORT', '4000.5', port, '4000.5'],
  ['PORT', '4e3', port, '4e3'],
  ['PORT', 'http', port, 'http'],
  ['DATABASE_URL', './data/tertium.db', store, './data/tertium.db'],
  ['DATABASE_URL', 'file:', store, 'file:'],
  ['DATABASE_URL', 'file::memory:', store, 'file::memory:'],
  ['DATABASE_URL', 'postgres:host', store, 'postgres:…'],
  ['LOG_LEVEL', 'INFO', level, 'INFO'],
  ['DEFAULT_LOCALE', 'fr', 'one of en, de', 'fr'],
  ['BASE_URL', 'compare.example.org', address, 'compare.example.org'],
  ['BASE_URL', 'https://example.org/compare', address, 'https://example.org/compare'],
  ['BASE_URL', 'https://example.org/?q', address, 'https://…'],
  ['BASE_URL', 'https://example.org/#top', address, 'https://example.org/#top'],
  ['PAGES', 'yes', 'on or off', 'yes'],
  ['EMBEDS', 'yes', 'on or off', 'yes'],
  ['SCHEMA_PREFIX', 'tertium', prefix, 'tertium'],
  ['SCHEMA_PREFIX', 'My_Graph', prefix, 'My_Graph'],
  ['SCHEMA_PREFIX', `A${'a'.repeat(40)}`, prefix, `A${'a'.repeat(40)}`],
  ['SCHEMA_KEEP', 'Node,,compare', names, 'Node,,compare'],
  ['SCHEMA_KEEP', '__Type', names, '__Type'],
  ['UNKNOWN_ENTITIES', 'on', 'null or error', 'on'],
  ['SITE_NAME', 'a'.repeat(61), 'a name of 1 to 60 characters in one line', 'a'.repeat(61)],
  ['SITE_NAME', 'two\nlines', 'a name of 1 to 60 characters in one line', 'two\\nlines'],
  ['SITE_LOGO', 'logo.pdf', logo, 'logo.pdf'],
  ['SITE_LOGO', 'http://example.org/logo.svg', logo, 'http://example.org/logo.svg'],
  ['SITE_LOGO', "https://example.org/;script-src 'self'", logo, "https://example.org/;script-src 'self'"],
  ['SITE_COLOUR', 'blue', colour, 'blue'],
  ['SITE_COLOUR', '#abc', colour, '#abc'],
  ['SITE_COLOUR', '#777777', colour, '#777777'],
  ['SITE_FOOTER', 'a\u2028b', 'a text of at most 500 characters in one line', 'a\u2028b'],
  ['LOG_LEVEL', 'verbose', level, 'verbose'],
  ['CORS_ORIGINS', '*,https://example.org', origins, '*,https://example.org'],
  ['ALLOWED_HOSTS', 'https://graph.example.org', hosts, 'https://graph.example.org'],
  ['ALLOWED_HOSTS', 'graph.example.org:443', hosts, 'graph.example.org:…'],
  ['ALLOWED_HOSTS', '*.example.org', hosts, '*.example.org'],
  ['ALLOWED_HOSTS', 'graph,', hosts, 'graph,'],
  ['CACHE_MAX_AGE', '31536001', seconds, '31536001'],
  ['CACHE_MAX_AGE', '1h', seconds, '1h'],
  ['CACHE_S_MAXAGE', '-1', seconds, '-1'],
  ['CACHE_TAGS', 'on', 'one or more of cache-tag, surrogate-key and extensions, separated by commas', 'on'],
  ['PURGE_TAGS_PER_CALL', '0', 'a whole number from 1 to 1000', '0'],
  ['PURGE_PRIVATE_ADDRESSES', 'yes', 'on or off', 'yes'],
  ['CACHE_STALE_WHILE_REVALIDATE', '1.5', seconds, '1.5'],
  ['CORS_ORIGINS', 'null', origins, 'null'],
  ['CORS_ORIGINS', 'example.org', origins, 'example.org'],
  ['CORS_ORIGINS', 'https://example.org/', origins, 'https://example.org/'],
  ['CORS_ORIGINS', 'https://example.org:443', origins, 'https://example.org:443'],
  ['CORS_ORIGINS', 'https://example.org,', origins, 'https://example.org,'],
  ['CORS_ORIGINS', 'ftp://example.org', origins, 'ftp://…'],
  ['ANSWER_CACHE_MB', '65537', mebibytes, '65537'],
  ['ANSWER_CACHE_MB', '-1', mebibytes, '-1'],
  ['ANSWER_CACHE_MB', '1.5', mebibytes, '1.5'],
  ['ANSWER_CACHE_MB', 'off', mebibytes, 'off'],
  ['REQUEST_TIMEOUT_MS', '0', 'a whole number of milliseconds from 10 to 600000', '0'],
  ['REQUEST_TIMEOUT_MS', '2s', 'a whole number of milliseconds from 10 to 600000', '2s'],
  ['MAX_BODY_KB', '0', 'a whole number of KiB from 1 to 65536', '0'],
  ['MAX_TOKENS', '9', 'a whole number from 10 to 1000000', '9'],
  ['MAX_DEPTH', '0', 'a whole number from 1 to 100', '0'],
  ['MAX_ALIASES', '-1', 'a whole number from 0 to 100000', '-1'],
  ['MAX_FRAGMENTS', '10001', 'a whole number from 0 to 10000', '10001'],
  ['MAX_FIELD_PAIRS', 'many', 'a whole number from 0 to 10000000', 'many'],
  ['MAX_SCHEMAS', '101', 'a whole number from 0 to 100', '101'],
  ['MAX_PAGE_SIZE', '99', 'a whole number from 100 to 500', '99'],
  ['MAX_PAGE_SIZE', '501', 'a whole number from 100 to 500', '501'],
  ['MAX_COST', '-1', 'a whole number from 1 to 1000000000', '-1'],
  ['QUOTA_COST_PER_MINUTE', '1000000001', 'a whole number from 0 to 1000000000', '1000000001'],
  ['QUOTA_BURST', '0', 'a whole number from 1 to 1000000000', '0'],
  ['READ_ACCESS', 'closed', 'open or keyed', 'closed'],
  ['FOUR_EYES', 'on', 'true or false', 'on'],
  ['EDITING_OPEN_CHANGESETS', '0', 'a whole number from 1 to 100000', '0'],
  ['EDITING_EDITS_PER_CALL', '10001', 'a whole number from 1 to 10000', '10001'],
  ['EDITING_TEXT_LENGTH', '99', 'a whole number from 100 to 10000000', '99'],
  ['TRUST_PROXY', '1', proxies, '1'],
  ['TRUST_PROXY', 'true', proxies, 'true'],
  ['TRUST_PROXY', '*', proxies, '*'],
  ['TRUST_PROXY', 'proxy.example.org', proxies, 'proxy.example.org'],
  ['TRUST_PROXY', '0.0.0.0/0', proxies, '0.0.0.0/0'],
  ['TRUST_PROXY', '10.0.0.0/33', proxies, '10.0.0.0/33'],
  ['TRUST_PROXY', '::/129', proxies, '::/129'],
  ['TRUST_PROXY', '10.0.0.0/8/8', proxies, '10.0.0.0/8/8'],
  ['TRUST_PROXY', 'loopback/8', proxies, 'loopback/8'],
  ['TRUST_PROXY', '10.0.0.7,', proxies, '10.0.0.7,'],
])('%s may not be %j', (name, text, expected, received) => {
  expect(() => readSettings({ [name]: text })).toThrow(
    new SettingsError([`${name}: expected ${expected}, got "${received}"`]),
  );
});

describe('The names of the schema', () => {
  const naming = { prefix: 'Tertium', keep: ['Node', 'compare'] };

  test('have a prefix, except those of SCHEMA_KEEP; commands that print the schema read only these settings', () => {
    const env = { SCHEMA_PREFIX: 'Tertium', SCHEMA_KEEP: 'Node , compare' };
    expect(readSettings(env).naming).toEqual(naming);
    expect(readSchemaNaming({ ...env, PORT: 'unused' })).toEqual(naming);
    expect(readSchemaNaming({})).toBeNull();
    expect(() => readSchemaNaming({ SCHEMA_PREFIX: '1' })).toThrow(SettingsError);
  });

  test('cannot be listed in SCHEMA_KEEP without a prefix', () => {
    expect(() => readSettings({ SCHEMA_KEEP: 'Node' })).toThrow(
      'SCHEMA_KEEP: expected SCHEMA_PREFIX to be set too, got names without a prefix',
    );
  });
});

describe('The call that purges external caches', () => {
  const url = 'https://cdn.example.org/purge?zone=7';

  test('needs only a URL', () => {
    expect(readSettings({ PURGE_URL: url }).purge).toEqual({
      url,
      headers: {},
      body: { tags: '{tags}' },
      tagsPerCall: 30,
      allowsPrivateAddresses: false,
    });
  });

  test('can have headers, a body, a number of tags, and a private address', () => {
    const settings = readSettings({
      PURGE_URL: 'http://10.0.0.7:8088/invalidation',
      PURGE_HEADERS: '{"authorization":"Bearer a=b"}',
      PURGE_BODY: '[{"kind":"cache_tag","subgraphs":["tertium"],"cache_tag":"{tag}"}]',
      PURGE_TAGS_PER_CALL: '100',
      PURGE_PRIVATE_ADDRESSES: 'on',
    });
    expect(settings.purge).toEqual({
      url: 'http://10.0.0.7:8088/invalidation',
      headers: { authorization: 'Bearer a=b' },
      body: [{ kind: 'cache_tag', subgraphs: ['tertium'], cache_tag: '{tag}' }],
      tagsPerCall: 100,
      allowsPrivateAddresses: true,
    });
  });

  test.each([
    ['PURGE_URL', 'cdn.example.org/secret'],
    ['PURGE_URL', 'ftp://cdn.example.org/secret'],
    ['PURGE_URL', 'https://user:secret@cdn.example.org/'],
    ['PURGE_HEADERS', 'authorization: secret'],
    ['PURGE_HEADERS', '["secret"]'],
    ['PURGE_HEADERS', '{"authorization":7}'],
    ['PURGE_HEADERS', '{"a b":"secret"}'],
    ['PURGE_HEADERS', '{"a":"secret\\r\\nb: c"}'],
    ['PURGE_HEADERS', '{"Host":"secret"}'],
    ['PURGE_HEADERS', '{"transfer-encoding":"secret"}'],
    ['PURGE_BODY', '{"key":"secret"}'],
  ])('%s may not be %j, and the error does not repeat the value', (name, text) => {
    expect(() => readSettings({ [name]: text })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^${name}: expected .*, got "…"$`, 'u')),
      }),
    );
  });
});

test('the burst of a quota may be smaller than the quota of a minute', () => {
  expect(readSettings({ QUOTA_COST_PER_MINUTE: '1000', QUOTA_BURST: '50' }).quota).toEqual({
    costPerMinute: 1_000,
    burst: 50,
  });
});

test('only configured hosts are allowed, even if any host would be allowed by default', () => {
  expect(readSettings({ HOST: '0.0.0.0', ALLOWED_HOSTS: 'graph' }).allowedHosts).toEqual(['graph']);
});

test('the error has a line for every invalid setting, in the order of the documentation', () => {
  expect(() => readSettings({ LOG_LEVEL: 'loud', PORT: 'x', HOST: 'example.org' })).toThrow(
    new SettingsError([`PORT: expected ${port}, got "x"`, `LOG_LEVEL: expected ${level}, got "loud"`]),
  );
});

describe('a password is never shown', () => {
  test.each([
    'mysql://user:s3cret@host/db',
    'postgres://user:s3cret',
    'postgres://user:s3cret/word@host/db',
    'postgres://user:a b@s3cret@host:port/db',
    'postgres//user:s3cret@host/db',
    'user:s3cret@host',
    'host=localhost password=s3cret',
    'https://example.org?password=s3cret',
    's3cret@host',
  ])('in the error for %j', (text) => {
    for (const name of ['DATABASE_URL', 'CORS_ORIGINS', 'HOST', 'PORT', 'LOG_LEVEL']) {
      let message = '';
      try {
        readSettings({ [name]: text });
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain(`${name}: expected`);
      expect(message).not.toContain('s3cret');
    }
  });
});

test('a long value is shortened', () => {
  expect(() => readSettings({ PORT: '9'.repeat(1000) })).toThrow(`got "${'9'.repeat(119)}…"`);
});

test('the debug setting is read even if other settings are invalid', () => {
  expect(isDebugging({ LOG_LEVEL: 'debug', PORT: 'x' })).toBe(true);
  expect(isDebugging({ LOG_LEVEL: 'trace' })).toBe(true);
  expect(isDebugging({ LOG_LEVEL: 'info' })).toBe(false);
  expect(isDebugging({})).toBe(false);
});
