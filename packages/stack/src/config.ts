import { flag, integer, optionalText, processOptions, text, type Config, type Options } from '@trekker/kit';

/** What an operator may set of an installation that runs in one process. */
export const stackOptions = {
  dataDir: {
    env: 'TREKKER_DATA_DIR',
    type: text,
    default: '.trekker/',
    doc: 'Folder of everything the installation keeps: database, secret, logins of the demo.',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    type: optionalText,
    default: null,
    doc: 'An outside PostgreSQL to use instead of the embedded one, `postgres://user:password@host:5432/database`; its user must be allowed to create roles.',
    secret: true,
  },
  ...processOptions,
  demo: {
    env: 'TREKKER_DEMO',
    type: flag,
    default: true,
    doc: 'Whether an empty installation gets the demo tenant and its simulated people; without effect where web or API leave loopback.',
  },
  demoPeople: {
    env: 'TREKKER_DEMO_PEOPLE',
    type: integer({ min: 1, max: 500 }),
    default: 20,
    doc: 'How many simulated people walk on the site of the demo.',
  },
  demoIntervalMs: {
    env: 'TREKKER_DEMO_INTERVAL_MS',
    type: integer({ min: 200, max: 600_000 }),
    default: 2_000,
    doc: 'How often each simulated person reports, in milliseconds.',
  },
  web: {
    env: 'TREKKER_WEB',
    type: flag,
    default: true,
    doc: 'Whether the web app is built and served.',
  },
} as const satisfies Options;

export type StackConfig = Config<typeof stackOptions>;
