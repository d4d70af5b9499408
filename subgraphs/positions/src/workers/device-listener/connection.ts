import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';

import { UnavailableError, type Logger } from '@trekker/kit';
import { NEW_SESSION, type FrameSplitter } from '@trekker/protocols';

import type { PositionsConfig } from '../../config.ts';
import type { EndReason as ToldReason } from '../../domain/end-reason.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createLinks, type Links } from '../links.ts';
import { sendAnswers } from './send-answers.ts';
import { createSilence, type Silence } from './silence.ts';
import { takeFrames, takeRest, type Origin, type Taking } from './take-frames.ts';
import type { EndReason } from './tally.ts';

/** A tracker that is connected. */
export interface Connection {
  /** Reads nothing further, answers what was received, and closes; resolves when that is done. */
  finish(): Promise<void>;
  /** Closes at once; what was received is stored where it can be, and not answered. Resolves when that is done. */
  cut(): Promise<void>;
}

export interface ConnectionOptions {
  readonly taking: Taking;
  /** What TLS is spoken with; null: none is. */
  readonly tls: SecureContext | null;
  readonly config: PositionsConfig;
  readonly log: Logger;
}

/** What trackers' connections are told to have ended of, by why they were closed from here. */
const TOLD: Readonly<Record<EndReason, ToldReason>> = {
  cap: 'REFUSED',
  nameless: 'TIMED_OUT',
  idle: 'TIMED_OUT',
  slow: 'REFUSED',
  unavailable: 'REFUSED',
};

/** How long a device may take to read its last answers and close, in milliseconds. */
const LINGER_MS = 2_000;

/**
 * Serves one connection: frames are taken in one after the other, or those that wait together, and each answer goes out
 * when its frame is on disk. While too many wait nothing is read, so the device's own network slows it down.
 */
export function serveConnection(socket: Socket, options: ConnectionOptions): Connection {
  return new OpenConnection(socket, options);
}

class OpenConnection implements Connection {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #splitter: FrameSplitter;
  readonly #inbox: Inbox;
  readonly #silence: Silence;
  readonly #done = Promise.withResolvers<void>();
  readonly #links: Links;
  #origin: Origin;
  /** Whether a turn is under way. */
  #busy = false;
  /** Whether nothing further comes or is wanted. */
  #over = false;
  /** Whether what was held back was taken in. */
  #rested = false;
  #failed = false;
  #closed = false;
  #linger: NodeJS.Timeout | undefined;

  constructor(socket: Socket, options: ConnectionOptions) {
    const { taking, config } = options;
    this.#socket = socket;
    this.#options = options;
    this.#splitter = taking.protocol.splitter();
    this.#inbox = createInbox(this.#splitter, config.deviceMaxWaiting);
    const { deviceFirstMessageMs: firstMs, deviceIdleMs: idleMs } = config;
    this.#silence = createSilence({ firstMs, idleMs, onSilent: (reason) => this.#end(reason) });
    this.#origin = { transport: 'tcp', remoteAddress: socket.remoteAddress ?? '', session: NEW_SESSION };
    const { remoteAddress } = this.#origin;
    this.#links = createLinks(taking, { protocol: taking.protocol.name, transport: 'tcp', remoteAddress });
    taking.tally.connections += 1;
    taking.tally.accepted += 1;
    socket.on('data', this.#read);
    socket.once('end', () => {
      this.#links.ends('CLOSED_BY_DEVICE');
      this.#stopReading();
    });
    // What was received stays received; that the connection broke is told with the tracker's connections.
    socket.on('error', () => this.#links.ends('CONNECTION_LOST'));
    socket.once('close', () => this.#closeDown());
  }

  finish(): Promise<void> {
    this.#links.ends('LISTENER_STOPPED');
    this.#socket.pause();
    this.#stopReading();
    return this.#done.promise;
  }

  cut(): Promise<void> {
    this.#links.ends('LISTENER_STOPPED');
    this.#socket.destroy();
    return this.#done.promise;
  }

  readonly #read = (chunk: Buffer): void => {
    this.#links.received(chunk.length);
    this.#inbox.add(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length));
    if (this.#inbox.isFull()) this.#socket.pause();
    void this.#work();
  };

  /** Takes in what waits, turn by turn, until nothing does. */
  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#silence.pause();
    try {
      for (let frames = this.#inbox.take(); frames.length; frames = this.#inbox.take()) {
        await this.#take(frames);
        // What needs no disk would otherwise go on without end, and every other device would wait.
        await nextTurn();
      }
      if (this.#over && !this.#rested) {
        this.#rested = true;
        await takeRest(this.#options.taking, this.#origin);
      }
    } catch (failure) {
      this.#fail(failure);
    }
    this.#busy = false;
    if (this.#over) this.#hangUp();
    else if (!this.#failed) this.#silence.goOn(this.#origin.session.identifier !== null);
  }

  async #take(frames: readonly Uint8Array[]): Promise<void> {
    const { session, answers, speakers } = await takeFrames(this.#options.taking, frames, this.#origin);
    this.#origin = { ...this.#origin, session };
    if (!sendAnswers(this.#socket, answers)) this.#end('slow');
    await this.#links.spoke(speakers, frames.length);
    if (!this.#over && !this.#inbox.isFull()) this.#socket.resume();
  }

  #stopReading(): void {
    this.#over = true;
    void this.#work();
  }

  /** Without an answer and a connection the device sends again what was not stored. */
  #fail(failure: unknown): void {
    const { taking, log } = this.#options;
    this.#failed = true;
    this.#silence.stop();
    taking.tally.unavailable += 1;
    if (!(failure instanceof UnavailableError)) {
      log.error({ err: failure, protocol: taking.protocol.name }, 'messages of a tracker could not be taken in');
    }
    if (!this.#socket.destroyed) this.#end('unavailable');
  }

  #end(reason: EndReason): void {
    this.#options.taking.tally.ended[reason] += 1;
    this.#links.ends(TOLD[reason]);
    this.#socket.destroy();
  }

  /** Everything was answered: the device may read that, and then the connection is over. */
  #hangUp(): void {
    this.#silence.stop();
    if (this.#closed) this.#finished();
    if (this.#closed || this.#failed) return;
    this.#socket.removeListener('data', this.#read).resume().end();
    this.#linger ??= setTimeout(() => this.#socket.destroy(), LINGER_MS);
  }

  #closeDown(): void {
    const { tally } = this.#options.taking;
    this.#closed = true;
    tally.connections -= 1;
    tally.droppedBytes += this.#splitter.dropped() + this.#splitter.waiting();
    clearTimeout(this.#linger);
    this.#silence.stop();
    this.#links.ends('CONNECTION_LOST');
    if (this.#failed) this.#finished();
    else this.#stopReading();
  }

  /** Everything that came is taken in: what is told of the end comes behind it in the log. */
  #finished(): void {
    this.#links.close();
    this.#done.resolve();
  }
}
