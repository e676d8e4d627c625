const settings = {
  DATABASE_URL: 'file:PATH or postgres://USER:PASSWORD@HOST/DATABASE (file:./data/tertium.db)',
  HOST: 'the address to listen on (127.0.0.1)',
  PORT: 'the port to listen on, 0 for any free port (4000)',
  CORS_ORIGINS:
    'origins whose pages may read the API, separated by commas, * for any (only the server itself)',
  ALLOWED_HOSTS:
    'names allowed in Host, separated by commas, * for any (IP addresses and localhost if HOST is a loopback address, else any)',
  DEFAULT_LOCALE: 'the language of texts if a request does not select one: en or de (en)',
  BASE_URL: 'the address of the server for readers, such as https://compare.example.org (none)',
  PAGES: 'on, or off for a server without pages for readers (on)',
  SITE_NAME: 'the name of the site on its pages (Tertium)',
  SITE_LOGO: 'the https URL or the path of an image that pages show beside the name (none)',
  SITE_COLOUR: 'the accent colour of pages, such as #2457a6 (#2457a6)',
  SITE_FOOTER: 'a text at the end of each page (none)',
  EMBEDS: 'on, or off so that pages of other sites can neither read nor frame comparisons (on)',
  SCHEMA_PREFIX: 'the prefix of types and root fields of the API, such as Tertium (none)',
  SCHEMA_KEEP: 'types and root fields without the prefix, separated by commas (none)',
  UNKNOWN_ENTITIES: 'null, or error to report representations of objects that do not exist (null)',
  READ_MODEL_MB: 'memory for the published graph in MiB, 0 to read it from the database (1024)',
  ANSWER_CACHE_MB: 'memory for the response cache in MiB, 0 for no cache (64)',
  REQUEST_TIMEOUT_MS: 'how long a request may take, in milliseconds; docs/limits.md lists all limits (2000)',
  QUOTA_COST_PER_MINUTE: 'the cost that one client may use per minute, 0 for any (0)',
  QUOTA_BURST: 'the cost that one client may use in one burst, after a pause (as QUOTA_COST_PER_MINUTE)',
  TRUST_PROXY:
    'addresses or networks (CIDR) of proxies whose X-Forwarded-For is trusted, separated by commas (none)',
  READ_ACCESS: 'who may read: open, or keyed for holders of keys with the scope read (open)',
  FOUR_EYES: 'true, so that no author may approve their own changeset (false)',
  EDITING_OPEN_CHANGESETS: 'the maximum number of open changesets of one principal (100)',
  EDITING_EDITS_PER_CALL: 'the maximum number of edits in one call (500)',
  EDITING_TEXT_LENGTH: 'the maximum length of a text in an edit, in UTF-16 code units (100000)',
  CACHE_MAX_AGE: 'how long HTTP caches may serve a response without revalidation, in seconds (0)',
  CACHE_S_MAXAGE: 'the same time for shared caches, such as a CDN (as CACHE_MAX_AGE)',
  CACHE_STALE_WHILE_REVALIDATE:
    'how long after max-age or s-maxage HTTP caches may serve a response while they revalidate, in seconds (0)',
  CACHE_TAGS:
    'where responses carry tags for external caches: cache-tag, surrogate-key, extensions, separated by commas (nowhere)',
  PURGE_URL: 'the URL that is called to purge tags from an external cache after each publication (none)',
  PURGE_HEADERS: 'the headers of this call, a JSON object; {tags} stands for the tags (none)',
  PURGE_BODY:
    'the body of this call, JSON with "{tags}", or "{tag}" in the array item of each tag ({"tags":"{tags}"})',
  PURGE_TAGS_PER_CALL: 'the maximum number of tags in one call (30)',
  PURGE_PRIVATE_ADDRESSES: 'on, so that PURGE_URL may have a private address (off)',
  DRAIN_SECONDS: 'how long /readyz returns 503 before the port is closed, in seconds (0)',
  STOP_SECONDS: 'how long requests may take to finish after the drain, in seconds (8)',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent (info)',
} as const;

/** The names of the settings that help texts describe. */
export const settingNames = Object.keys(settings);

/** Formats the end of a command's help: the settings that the command reads, and examples. */
export function settingsAndExample(names: readonly (keyof typeof settings)[], ...example: string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${settings[name]}`);
  const settingLines = lines.length === 0 ? [] : ['', 'Settings, read from the environment:', ...lines];
  return [...settingLines, '', 'Example:', ...example.map((line) => `  ${line}`)].join('\n');
}
