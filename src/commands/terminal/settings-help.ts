const settings = {
  DATABASE_URL: 'file:PATH or postgres://USER:PASSWORD@HOST/DATABASE (file:./data/tertium.db)',
  HOST: 'the address to listen on (127.0.0.1)',
  PORT: 'the port to listen on, 0 for any that is free (4000)',
  CORS_ORIGINS: 'origins whose pages may read the API, with commas between them, * for any (its own)',
  ALLOWED_HOSTS:
    'names in Host, with commas between them, * for any (addresses and localhost where HOST is of this machine, else any)',
  READ_MODEL_MB: 'the memory for what is published in MiB, 0 to read it from the database (1024)',
  ANSWER_CACHE_MB: 'the memory for whole answers in MiB, 0 for none (64)',
  REQUEST_TIMEOUT_MS: 'how long a request may take, in milliseconds; docs/limits.md lists all limits (2000)',
  QUOTA_COST_PER_MINUTE: 'what the operations of one client may cost in a minute, 0 for any (0)',
  QUOTA_BURST: 'what they may cost at once, after a pause (as QUOTA_COST_PER_MINUTE)',
  TRUST_PROXY:
    'addresses or networks (CIDR) of proxies whose X-Forwarded-For names the client, with commas between them (none)',
  CACHE_MAX_AGE: 'seconds that caches may keep an answer without asking again (0)',
  CACHE_S_MAXAGE: 'the same for caches that serve many people, such as a CDN (as CACHE_MAX_AGE)',
  CACHE_STALE_WHILE_REVALIDATE: 'seconds after that in which they may serve it while they ask again (0)',
  DRAIN_SECONDS: 'how long /readyz answers 503 before the port is closed, in seconds (0)',
  STOP_SECONDS: 'how long requests have to finish after that, in seconds (8)',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent (info)',
} as const;

/** The names of all settings. */
export const settingNames = Object.keys(settings);

/** The end of a command's help: the settings that it reads from the environment, and an example. */
export function settingsAndExample(names: readonly (keyof typeof settings)[], ...example: string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${settings[name]}`);
  const read = lines.length === 0 ? [] : ['', 'Settings, read from the environment:', ...lines];
  return [...read, '', 'Example:', ...example.map((line) => `  ${line}`)].join('\n');
}
