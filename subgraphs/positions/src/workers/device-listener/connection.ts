import type { Socket } from 'node:net';

import { UnavailableError, type Logger } from '@trekker/kit';
import { NEW_SESSION, type Session } from '@trekker/protocols';

import type { PositionsConfig } from '../../config.ts';
import { createInbox } from './inbox.ts';
import { createSilence } from './silence.ts';
import { takeFrames, takeRest, type Taking } from './take-frames.ts';
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
  readonly config: PositionsConfig;
  readonly log: Logger;
}

/** Answers that a device does not read, in bytes, from which on it is taken for broken. */
const MOST_UNREAD_BYTES = 65_536;
/** How long a device may take to read its last answers and close, in milliseconds. */
const LINGER_MS = 2_000;

/**
 * Serves one connection: frames are taken in one after the other, or those that wait together, and each answer goes out
 * when its frame is on disk. While too many wait nothing is read, so the device's own network slows it down.
 */
export function serveConnection(socket: Socket, { taking, config, log }: ConnectionOptions): Connection {
  const { tally, protocol } = taking;
  const splitter = protocol.splitter();
  const inbox = createInbox(splitter, config.deviceMaxWaiting);
  const silence = createSilence({ firstMs: config.deviceFirstMessageMs, idleMs: config.deviceIdleMs, onSilent: end });
  const done = Promise.withResolvers<void>();
  const remoteAddress = socket.remoteAddress ?? '';
  let session: Session = NEW_SESSION;
  let linger: NodeJS.Timeout | undefined;
  /** Whether a turn is under way. */
  let busy = false;
  /** Whether nothing further comes or is wanted. */
  let over = false;
  let closed = false;
  /** Whether what was held back was taken in. */
  let rested = false;
  let failed = false;

  function end(reason: EndReason): void {
    tally.ended[reason] += 1;
    socket.destroy();
  }

  function send(answers: readonly Uint8Array[]): void {
    if (!answers.length || socket.destroyed || !socket.writable) return;
    socket.write(Buffer.concat(answers));
    if (socket.writableLength > MOST_UNREAD_BYTES) end('slow');
  }

  /** Takes in what waits, turn by turn, until nothing does. */
  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    silence.pause();
    try {
      for (let frames = inbox.take(); frames.length; frames = inbox.take()) {
        const taken = await takeFrames(taking, frames, { transport: 'tcp', remoteAddress, session });
        ({ session } = taken);
        send(taken.answers);
        if (!over && !inbox.isFull()) socket.resume();
      }
      if (over && !rested) {
        rested = true;
        await takeRest(taking, { transport: 'tcp', remoteAddress, session });
      }
    } catch (failure) {
      fail(failure);
    }
    busy = false;
    if (over) hangUp();
    else if (!failed) silence.goOn(session.identifier !== null);
  }

  /** Without an answer and a connection the device sends again what was not stored. */
  function fail(failure: unknown): void {
    failed = true;
    silence.stop();
    tally.unavailable += 1;
    if (!(failure instanceof UnavailableError)) {
      log.error({ err: failure, protocol: protocol.name }, 'messages of a tracker could not be taken in');
    }
    if (!socket.destroyed) end('unavailable');
  }

  function hangUp(): void {
    silence.stop();
    if (closed) return done.resolve();
    if (failed) return undefined;
    socket.removeListener('data', read).resume().end();
    linger ??= setTimeout(() => socket.destroy(), LINGER_MS);
    return undefined;
  }

  function read(chunk: Buffer): void {
    inbox.add(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length));
    if (inbox.isFull()) socket.pause();
    void work();
  }

  function stopReading(): void {
    over = true;
    if (!busy) void work();
  }

  tally.connections += 1;
  tally.accepted += 1;
  socket.on('data', read);
  socket.once('end', stopReading);
  // What was received stays received; that the connection broke is nothing to tell.
  socket.on('error', () => {});
  socket.once('close', () => {
    closed = true;
    tally.connections -= 1;
    tally.droppedBytes += splitter.dropped() + splitter.waiting();
    clearTimeout(linger);
    silence.stop();
    if (failed) done.resolve();
    else stopReading();
  });
  return {
    finish() {
      socket.pause();
      stopReading();
      return done.promise;
    },
    cut() {
      socket.destroy();
      return done.promise;
    },
  };
}
