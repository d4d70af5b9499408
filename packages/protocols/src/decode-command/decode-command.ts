import { type DecodeArguments, DECODE_USAGE, DecodeUsageError, readDecodeArguments } from './arguments.ts';
import { compareLines } from './compare-lines.ts';
import { showInput } from './show-input.ts';

/** What the command may use of its surroundings. */
export interface DecodeSurroundings {
  /** The lines of a text file, unpacked where it is packed. Fails where there is no such file. */
  readonly readLines: (path: string) => Promise<readonly string[]>;
  /** Unix milliseconds now, which complete times without a date. */
  readonly now: () => number;
  /** Prints a result. */
  readonly print: (line: string) => void;
  /** Tells a person what is being done. */
  readonly say: (line: string) => void;
}

/** `npm run decode`, see {@link DECODE_USAGE}. Returns the exit code: 0, or 2 for a wrong call. */
export async function decodeCommand(args: readonly string[], surroundings: DecodeSurroundings): Promise<number> {
  const { print, say } = surroundings;
  if (args.includes('--help')) {
    print(DECODE_USAGE);
    return 0;
  }
  try {
    await run(readDecodeArguments(args), surroundings);
    return 0;
  } catch (failure) {
    if (!(failure instanceof DecodeUsageError)) throw failure;
    say(`${failure.message}\n\n${DECODE_USAGE}`);
    return 2;
  }
}

async function run(asked: DecodeArguments, { readLines, now, print, say }: DecodeSurroundings): Promise<void> {
  if (!('vectors' in asked)) {
    for (const line of showInput(asked, now())) print(line);
    return;
  }
  const { differences, tallies } = compareLines(await linesOf(asked.vectors, readLines));
  for (const difference of differences) say(difference);
  for (const tally of tallies) print(JSON.stringify(tally));
}

async function linesOf(path: string, readLines: DecodeSurroundings['readLines']): Promise<readonly string[]> {
  try {
    return await readLines(path);
  } catch (failure) {
    throw new DecodeUsageError(`--vectors ${path} cannot be read: ${failure instanceof Error ? failure.message : ''}`);
  }
}
