import type { Fix } from '../decoded.ts';
import { MAX_IDENTIFIER_CHARACTERS } from '../text.ts';
import { Unreadable } from '../unreadable.ts';
import { PointScope } from './point-scope.ts';
import type { ProblemList } from './problem-list.ts';
import type { MissingTimes, RecordedFix, TrackProblem } from './track-file.ts';

/** What a reader found at a point, before anybody knows whose it is. The time is null where the point has none. */
export interface ReadPoint extends Omit<Fix, 'identifier'> {
  readonly latitude: number;
  readonly longitude: number;
}

/** What the tracks of a file have in common. */
interface CollectedFile {
  readonly missingTimes: MissingTimes | undefined;
  readonly mostPoints: number;
  readonly problems: ProblemList;
  /** Of all tracks together. */
  readonly points: { count: number };
}

/** A track whose points come one by one. */
export class CollectedTrack {
  /** Which of the file's tracks it is, from 1. */
  readonly number: number;
  name: string | null = null;
  /** What the file calls the tracker; null where it does not say. */
  identifier: string | null = null;
  readonly #file: CollectedFile;
  #points: Omit<RecordedFix, 'identifier'>[] = [];
  #count = 0;

  constructor(number: number, file: CollectedFile) {
    this.number = number;
    this.#file = file;
  }

  /** Takes what the file says, where it does and nothing better is known. Blank names are none. */
  label({ name, identifier }: { name?: string | undefined; identifier?: string | undefined }): void {
    this.name ??= name?.trim() || null;
    const trimmed = identifier?.trim() ?? '';
    if (IDENTIFIER.test(trimmed)) this.identifier ??= trimmed;
  }

  /** Reads the next point; what is wrong with it is listed. `line` is only asked where something is. */
  add(line: () => number | null, read: (scope: PointScope) => ReadPoint): void {
    const { points, mostPoints } = this.#file;
    if (++points.count > mostPoints) return;
    this.#count++;
    const list = (problem: Unreadable['problem'], spoils: 'point' | 'field') =>
      this.#list({ where: { line: line(), track: this.number, point: this.#count }, spoils, ...problem });
    try {
      this.#points.push(this.#timed(read(new PointScope((problem) => list(problem, 'field')))));
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      list(failure.problem, 'point');
    }
  }

  /** Lists that nothing of the track can be read. */
  breakOff(line: number | null, { problem }: Unreadable): void {
    this.#list({ where: { line, track: this.number, point: null }, spoils: 'track', ...problem });
  }

  /** The good points as fixes of a tracker. They are handed over one by one, so that no file is held twice. */
  takeFixes(identifier: string): RecordedFix[] {
    const points: (Omit<RecordedFix, 'identifier'> | undefined)[] = this.#points;
    this.#points = [];
    const fixes: RecordedFix[] = [];
    for (const [at, point] of points.entries()) {
      if (point) fixes.push({ identifier, ...point });
      points[at] = undefined;
    }
    return fixes;
  }

  #list(problem: TrackProblem): void {
    this.#file.problems.add(problem);
  }

  #timed(point: ReadPoint): Omit<RecordedFix, 'identifier'> {
    const { recordedAt } = point;
    if (recordedAt !== null) return { ...point, recordedAt };
    const { missingTimes } = this.#file;
    if (missingTimes === undefined) throw new Unreadable('time', '', 'a time, which this point does not have');
    return {
      ...point,
      recordedAt: missingTimes.startAt + (this.#count - 1) * missingTimes.stepMs,
      attributes: { ...point.attributes, timeEstimated: true },
    };
  }
}

const IDENTIFIER = new RegExp(String.raw`^[^\p{Cc}\p{Cs}]{1,${MAX_IDENTIFIER_CHARACTERS}}$`, 'u');

/** What a tracker is called of which a file says nothing: like its track, or by the track's number. */
export function identifierFrom({ name, number }: CollectedTrack): string {
  return name !== null && IDENTIFIER.test(name) ? name : `track ${number}`;
}
