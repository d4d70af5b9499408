import { setTimeout } from 'node:timers/promises';
import type { PhoneFix } from '@trekker/protocols';
import { type Recording, recordedFixes } from '../devices/recorded-fixes.ts';
import type { Mover } from '../movers/mover.ts';
import type { SendBatch } from './batch-sender.ts';

/** How what a tracker recorded is uploaded. */
export interface Upload {
  readonly send: SendBatch;
  readonly signal: AbortSignal;
  /** Most fixes of one request. Default 500. */
  readonly batchSize?: number;
  /** How much of the time nothing is sent, 0 to below 1, so that others get their turn. Default 0. */
  readonly idleShare?: number;
  /** Hears of every batch that was acknowledged. */
  readonly onAccepted?: (fixes: readonly PhoneFix[]) => void;
}

/** First and longest wait before a batch is sent again, milliseconds. */
const BACKOFF_MS = { first: 100, longest: 5_000 };

/**
 * Uploads what a tracker recorded in a stretch of time, in order, a batch at a time. Whatever is not acknowledged is sent
 * again, for ever; resolves to false where the signal ended it before.
 */
export async function uploadRecording(mover: Mover, recording: Recording, upload: Upload): Promise<boolean> {
  const { batchSize = 500, idleShare = 0, signal, onAccepted } = upload;
  for (const batch of batches(recordedFixes(mover, recording), batchSize)) {
    const began = performance.now();
    if (!(await deliver(batch, upload))) return false;
    onAccepted?.(batch);
    await pause(((performance.now() - began) * idleShare) / (1 - idleShare), signal);
  }
  return !signal.aborted;
}

function* batches(fixes: Iterable<PhoneFix>, size: number): Generator<PhoneFix[]> {
  let batch: PhoneFix[] = [];
  for (const fix of fixes) {
    batch.push(fix);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function deliver(batch: readonly PhoneFix[], { send, signal }: Upload): Promise<boolean> {
  for (let pauseMs = BACKOFF_MS.first; !signal.aborted; pauseMs = Math.min(pauseMs * 2, BACKOFF_MS.longest)) {
    if ((await send(batch, signal)) === 'accepted') return true;
    await pause(pauseMs, signal);
  }
  return false;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await setTimeout(ms, undefined, { signal }).catch((failure: unknown) => {
    if (!signal.aborted) throw failure;
  });
}
