import { integer, oneOf, optionalText, port, text, type Options } from './config/options.ts';

/** What every process of an installation has in common. */
export const processSettings = {
  secret: {
    env: 'TREKKER_SECRET',
    type: optionalText,
    default: null,
    doc: 'The one secret of the installation, 32 characters or more; absent: one is made and kept in the data folder. Processes that run apart need the same one.',
    secret: true,
  },
  logLevel: {
    env: 'TREKKER_LOG_LEVEL',
    type: oneOf('debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'warn',
    doc: 'Least level of the lines written to standard output, one JSON object each.',
  },
  drainMs: {
    env: 'TREKKER_DRAIN_MS',
    type: integer({ min: 0, max: 600_000 }),
    default: 15_000,
    doc: 'How long work under way may take after a request to stop, in milliseconds; then it is cut off.',
  },
} as const satisfies Options;

/** What an operator may set of a subgraph that runs as a process of its own. */
export const aloneOptions = {
  ...processSettings,
  databaseUrl: {
    env: 'DATABASE_URL',
    type: optionalText,
    default: null,
    doc: 'PostgreSQL to use, `postgres://user:password@host:5432/database`; services sign in there with roles and passwords of their own. It must be set where subgraphs run apart.',
    secret: true,
  },
  redisUrl: {
    env: 'REDIS_URL',
    type: optionalText,
    default: null,
    doc: 'Redis that carries wake-ups between processes, `redis://user:password@host:6379` or `unix:///path/of/the.sock`; absent: other processes are heard of by polling, up to a second later.',
    secret: true,
  },
  host: {
    env: 'TREKKER_SUBGRAPH_HOST',
    type: text,
    default: '127.0.0.1',
    doc: 'Address on which the subgraph listens for gateways, which show internal tokens; others get 401.',
  },
  port: {
    env: 'TREKKER_SUBGRAPH_PORT',
    type: port,
    default: 0,
    doc: 'Port on which the subgraph listens for gateways; 0 takes a free one and prints it.',
  },
} as const satisfies Options;
