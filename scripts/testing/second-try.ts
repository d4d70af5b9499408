import { broken, sumTallies, type FailedTest, type Tally } from './tally.ts';

/** More than these is no accident. */
export const MOST_UNSTEADY = 8;

/**
 * Runs the files again in which a few tests of a folder failed, once everything else has ended. Where all of a file pass
 * then, those that had failed count as passed and are told as unsteady; where one fails, all stay failed.
 * @param again runs one file of the folder
 */
export async function secondTry(tally: Tally, again: (file: string) => Promise<Tally>): Promise<Tally> {
  const byFile = Map.groupBy(tally.failed, ({ file }) => file);
  if (tally.failed.length > MOST_UNSTEADY) return tally;
  const unsteady: FailedTest[] = [];
  for (const [file, tests] of byFile) {
    if (file === undefined) continue;
    const { failed, passed } = await again(file);
    if (failed.length === 0 && passed > 0) unsteady.push(...tests);
  }
  return sumTallies([
    { ...tally, passed: tally.passed + unsteady.length, failed: tally.failed.filter((one) => !unsteady.includes(one)) },
    { passed: 0, failed: [], skipped: [], unsteady },
  ]);
}

/** The tally of everything, red where more tests were unsteady than a busy machine explains. */
export function judgeUnsteady(tally: Tally): Tally {
  const { length } = tally.unsteady ?? [];
  if (length <= MOST_UNSTEADY) return tally;
  return sumTallies([tally, broken('second tries', `${length} tests needed one, and ${MOST_UNSTEADY} may`)]);
}
