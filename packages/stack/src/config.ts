import {
  asDefault,
  flag,
  integer,
  optionalText,
  port,
  processSettings,
  text,
  type Config,
  type Options,
} from '@trekker/kit';

import { copies } from './apart/copies.ts';

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
  ...processSettings,
  demo: {
    env: 'TREKKER_DEMO',
    type: flag,
    default: true,
    doc: 'Whether an empty installation gets the demo tenant and its simulated people; without effect where web or API leave loopback.',
  },
  demoPeople: {
    env: 'TREKKER_DEMO_PEOPLE',
    type: integer({ min: 1, max: 500 }),
    default: 40,
    doc: 'How many simulated people work at the terminal of the demo, in all shifts.',
  },
  demoVehicles: {
    env: 'TREKKER_DEMO_VEHICLES',
    type: integer({ min: 0, max: 100 }),
    default: 6,
    doc: 'How many simulated vehicles and vessels the terminal of the demo has.',
  },
  demoIntervalMs: {
    env: 'TREKKER_DEMO_INTERVAL_MS',
    type: integer({ min: 200, max: 600_000 }),
    default: 2_000,
    doc: 'How often each simulated tracker reports, in milliseconds.',
  },
  demoPastDays: {
    env: 'TREKKER_DEMO_PAST_DAYS',
    type: integer({ min: 0, max: 20 }),
    default: 5,
    doc: 'For how many working days before today at most forty simulated people and the vehicles upload what they recorded, one fix a minute; 0: for none.',
  },
  web: {
    env: 'TREKKER_WEB',
    type: flag,
    default: true,
    doc: 'Whether the web app is built and served.',
  },
} as const satisfies Options;

export type StackConfig = Config<typeof stackOptions>;

/** What an operator may set besides of an installation whose parts are processes of their own. */
export const apartOptions = {
  redisUrl: {
    env: 'REDIS_URL',
    type: optionalText,
    default: null,
    doc: 'Redis to use instead of starting `redis-server` of PATH, where parts run as processes of their own.',
    secret: true,
  },
  copies: {
    env: 'TREKKER_APART_PROCESSES',
    type: copies,
    default: asDefault(copies, 'geofences=2'),
    doc: 'How many processes subgraphs have, where parts run as processes of their own; those not named have one.',
  },
} as const satisfies Options;

/** What an operator may set of the web app where it is a process of its own. */
export const webProcessOptions = {
  gatewayUrl: {
    env: 'TREKKER_WEB_GATEWAY_URL',
    type: text,
    default: 'http://127.0.0.1:4000/graphql',
    doc: 'Where the web app reaches GraphQL, when it is a process of its own.',
  },
  publicUrl: {
    env: 'TREKKER_WEB_PUBLIC_URL',
    type: text,
    default: 'http://localhost:3000',
    doc: 'Where people find the web app, for the link that makes the first administrator.',
  },
  devicePort: {
    env: 'TREKKER_POSITIONS_PHONE_PORT',
    type: port,
    default: 5055,
    doc: 'Port of the phone and HTTP intake, for the addresses shown to people.',
  },
} as const satisfies Options;
