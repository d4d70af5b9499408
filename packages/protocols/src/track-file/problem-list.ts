import type { TrackProblem } from './track-file.ts';

/** So many problems are listed, so that a large file full of them does not fill the memory; all are counted. */
const MOST_LISTED = 100_000;

/** What is wrong with a file, in the order in which it is found. */
export class ProblemList {
  readonly listed: TrackProblem[] = [];
  count = 0;

  add(problem: TrackProblem): void {
    if (this.count++ < MOST_LISTED) this.listed.push(problem);
  }
}
