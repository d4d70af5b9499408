import { parentPort, workerData } from 'node:worker_threads';

import { readTrackFile, type ReadTrackOptions } from '@trekker/protocols';

import { slicesOf, summaryOf } from './file-slices.ts';

// Runs in a thread of its own: first the summary, then a slice of points each time it is asked; null at the end.
const { bytes, options } = workerData as { bytes: Uint8Array; options: ReadTrackOptions };
const file = readTrackFile(bytes, options);
const slices = slicesOf(file);
/* eslint-disable unicorn/require-post-message-target-origin -- threads have no origin */
parentPort?.on('message', () => parentPort?.postMessage(slices.next().value ?? null));
parentPort?.postMessage(summaryOf(file));
