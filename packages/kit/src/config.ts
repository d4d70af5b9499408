import { optionalText, port, text, type Options } from './config/options.ts';
import { processOptions } from './config/process-options.ts';

/** What an operator may set of a subgraph that runs as a process of its own. */
export const aloneOptions = {
  ...processOptions,
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
