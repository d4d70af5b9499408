import { setTimeout as sleep } from 'node:timers/promises';

import { idPaths } from './api-shape.ts';
import { withValueAt, type Call } from './examples.ts';
import { idOfNothing } from './ids.ts';
import type { Frame, LiveSocket } from './live-socket.ts';
import { operationOf } from './operations.ts';
import type { Served } from './served.ts';

/** Subscriptions opened on one socket: with own ids and without any, and in pairs of a foreign id and an id of nothing. */
export interface Streams {
  readonly own: readonly string[];
  readonly pairs: readonly (readonly [foreign: string, missing: string])[];
}

/** Opens every subscription in every way. */
export function openStreams(
  socket: LiveSocket,
  { served, calls, foreign }: { served: Served; calls: readonly Call[]; foreign: ReadonlyMap<string, string> },
): Streams {
  const own: string[] = [];
  const pairs: [string, string][] = [];
  for (const { root, variables } of calls.filter((call) => call.root.operation === 'subscription')) {
    const open = (id: string, given: Readonly<Record<string, unknown>>): string => {
      socket.subscribe(id, operationOf(served.api, root), given);
      return id;
    };
    own.push(open(`${root.coordinate} own`, variables), open(`${root.coordinate} all`, {}));
    for (const path of idPaths(served.api, root)) {
      for (const [type, id] of foreign) {
        const name = `${root.coordinate}(${path.join('.')}) ${type}`;
        pairs.push([
          open(`${name} foreign`, withValueAt(variables, path, id)),
          open(`${name} missing`, withValueAt(variables, path, idOfNothing(id))),
        ]);
      }
    }
  }
  return { own, pairs };
}

/** What a stream brought, less its cursors, which count what happened anywhere. */
export function eventsOf(frames: readonly Frame[], stream: string): unknown[] {
  return frames
    .filter(({ id }) => id === stream)
    .map(({ type, payload }) => ({ type, payload: withoutCursors(payload) }));
}

/** Waits until nothing has come on any of the sockets for a while. */
export async function untilQuiet(sockets: readonly LiveSocket[], quietMs = 1_500): Promise<void> {
  const count = () => sockets.reduce((sum, { frames }) => sum + frames.length, 0);
  for (let seen = -1; seen !== count(); await sleep(quietMs)) seen = count();
}

/** Waits until a socket has had more than so many frames. Fails after 20 s. */
export async function untilMore({ frames }: LiveSocket, than: number): Promise<void> {
  for (const end = Date.now() + 20_000; frames.length <= than; await sleep(20)) {
    if (Date.now() > end) throw new Error(`there are still only ${frames.length} frames`);
  }
}

function withoutCursors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCursors);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'cursor');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutCursors(inner)]));
}
