import { join } from 'node:path';

/** A check: given the folder of the repository, what is wrong, one sentence each. */
export type Check = (root: string) => Promise<readonly string[]>;

/** Runs one check from the command line: prints its problems and sets the exit code. */
export async function report(check: Check): Promise<void> {
  const problems = await check(join(import.meta.dirname, '../..'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `${problems.length} problem(s)` : 'no problems');
  process.exitCode = problems.length ? 1 : 0;
}
