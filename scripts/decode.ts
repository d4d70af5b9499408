import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { decodeCommand } from '../packages/protocols/src/index.ts';

// `npm run decode -- --help` says what it does. Standard output is left to the result.

try {
  process.exitCode = await decodeCommand(process.argv.slice(2), {
    readLines,
    now: Date.now,
    print: (line) => console.log(line),
    say: (line) => console.error(line),
  });
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : String(failure));
  process.exitCode = 1;
}

/** Packed files are told by their first two bytes (RFC 1952). */
async function readLines(path: string): Promise<readonly string[]> {
  const bytes = await readFile(path);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
}
