import { Unreadable } from '../unreadable.ts';
import { CollectedTrack, identifierFrom } from './collected-track.ts';
import { ProblemList } from './problem-list.ts';
import type { ReadTrackOptions, TrackFile } from './track-file.ts';

/** Gathers what a reader finds in a file: points by track, and problems. */
export class TrackCollector {
  readonly #options: ReadTrackOptions;
  readonly #problems = new ProblemList();
  readonly #points = { count: 0 };
  readonly #tracks: CollectedTrack[] = [];
  readonly #groups = new Map<unknown, CollectedTrack>();

  constructor(options: ReadTrackOptions) {
    this.#options = options;
  }

  /** Begins a track. */
  begin(): CollectedTrack {
    const { missingTimes, mostPoints = MOST_POINTS } = this.#options;
    const number = this.#tracks.length + 1;
    const file = { missingTimes, mostPoints, problems: this.#problems, points: this.#points };
    const track = new CollectedTrack(number, file);
    this.#tracks.push(track);
    return track;
  }

  /** The track of points that belong together by a key; begun where it is the first of them. */
  group(key: unknown): CollectedTrack {
    const track = this.#groups.get(key) ?? this.begin();
    this.#groups.set(key, track);
    return track;
  }

  /** Lists a point of which nobody can tell what track it is of. */
  refuse(line: number | null, { problem }: Unreadable): void {
    this.#problems.add({ where: { line, track: null, point: null }, spoils: 'point', ...problem });
  }

  /** Lists what stands in the way of reading any further. */
  breakOff(line: number | null, { problem }: Unreadable): void {
    this.#problems.add({ where: { line, track: null, point: null }, spoils: 'file', ...problem });
  }

  /** Everything that was found. To be asked once. */
  result(): Omit<TrackFile, 'format'> {
    const { identifier: told, mostPoints = MOST_POINTS } = this.#options;
    const { count } = this.#points;
    if (count > mostPoints) this.breakOff(null, new Unreadable('file', `${count} points`, `at most ${mostPoints}`));
    const tracks = this.#tracks.map((track) => {
      const identifier = told ?? track.identifier ?? identifierFrom(track);
      return { name: track.name, fixes: track.takeFixes(identifier) };
    });
    return { tracks, problems: this.#problems.listed, problemCount: this.#problems.count };
  }
}

const MOST_POINTS = 5_000_000;
