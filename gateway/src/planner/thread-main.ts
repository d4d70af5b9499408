import { parentPort, workerData } from 'node:worker_threads';
import { createApolloPlanner, type ApolloPlanner } from './apollo-planner.ts';
import type { ThreadReply } from './thread-reply.ts';

// A planning thread: reads the supergraph it is started with, then plans whatever document it is sent.

const port = parentPort;
if (!port) throw new Error('this is to run as a thread');
const say = (reply: ThreadReply) => port.postMessage(reply);

const planner = attempt(() => createApolloPlanner(String(workerData)));
if (planner) {
  say({ kind: 'ready', apiSchemaSdl: planner.apiSchemaSdl });
  port.on('message', (document: string) => attempt(() => say(planned(planner, document))));
}

function planned(apollo: ApolloPlanner, document: string): ThreadReply {
  const plan = apollo.plan(document);
  if (plan === null) return { kind: 'too complex' };
  return 'unsound' in plan ? { kind: 'unsound', field: plan.unsound } : { kind: 'planned', plan };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (failure) {
    say({ kind: 'failed', reason: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) });
    return undefined;
  }
}
