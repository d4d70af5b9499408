import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Hands the lines of a stream on, one after the other. */
export function eachLine(stream: Readable | null, say: (line: string) => void): void {
  if (stream) createInterface({ input: stream, crlfDelay: Infinity }).on('line', say);
}
