import { Agent, type IncomingMessage } from 'node:http';
import { UnavailableError } from '@trekker/kit';
import { isRefused, sendRequest, type Message } from './send-request.ts';

/** One process of a part of the installation, and whether it answers. */
export interface Endpoint {
  readonly url: URL;
  /** False while it is known not to answer. */
  readonly isUp: () => boolean;
  /** Fires with UNAVAILABLE when it stops answering; a new one for every time it came back. */
  readonly life: () => AbortSignal;
  /** Sends a request; resolves with the beginning of the answer. Fails as `node:http` does, or with the signal's reason. */
  send(message: Message): Promise<IncomingMessage>;
  /** Notes that it does not answer; it is looked at again soon. */
  readonly lost: () => void;
  /** Why it does not do its work now, or null. */
  ready(): Promise<string | null>;
  stop(): void;
}

/** From one look at a process to the next, in milliseconds: while it answers, and while it does not. */
const LOOK_MS = { up: 1_000, down: 250 };
/** Silence after which a process counts as stopped; one that refuses connections counts as gone at once. */
const SILENCE_MS = 4_000;
/** How long it may take to say whether it is ready. */
const READY_MS = 3_000;

/** Begins to watch a process. Until the first look it counts as answering. */
export function watchEndpoint(url: URL): Endpoint {
  const agent = new Agent({ keepAlive: true, timeout: 30_000 });
  const send = (message: Message) => sendRequest(url, agent, message);
  let life = new AbortController();
  let lastAnswerAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let looking: AbortController | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    looking = new AbortController();
    const giveUp = setTimeout(() => looking?.abort(new Error('silent')), SILENCE_MS);
    try {
      const answer = await send({ method: 'GET', path: '/healthz', signal: looking.signal });
      answer.resume();
      lastAnswerAt = performance.now();
      if (life.signal.aborted) life = new AbortController();
    } catch (failure) {
      if (isRefused(failure) || performance.now() - lastAnswerAt >= SILENCE_MS) lost();
    } finally {
      clearTimeout(giveUp);
      if (!stopped) timer = setTimeout(() => void look(), life.signal.aborted ? LOOK_MS.down : LOOK_MS.up);
    }
  }

  function lost(): void {
    if (!life.signal.aborted) life.abort(new UnavailableError('a part of the service does not answer'));
  }

  void look();
  return {
    url,
    isUp: () => !life.signal.aborted,
    life: () => life.signal,
    send,
    lost,
    async ready() {
      if (life.signal.aborted) return 'does not answer';
      const limit = AbortSignal.timeout(READY_MS);
      try {
        const answer = await send({ method: 'GET', path: '/readyz', signal: limit });
        const text = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString('utf8');
        return answer.statusCode === 200 ? null : text.trim();
      } catch {
        return 'does not answer';
      }
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      looking?.abort(new Error('stopped'));
      lost();
      agent.destroy();
    },
  };
}
