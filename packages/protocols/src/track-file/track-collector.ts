import type { Fix } from '../decoded.ts';
import { MAX_IDENTIFIER_CHARACTERS } from '../text.ts';
import { Unreadable } from '../unreadable.ts';
import { PointScope } from './point-scope.ts';
import type { MissingTimes, ReadTrackOptions, RecordedFix, RecordedTrack, TrackProblem } from './track-file.ts';

/** What a reader found at a point, before anybody knows whose it is. The time is null where the point has none. */
export interface ReadPoint extends Omit<Fix, 'identifier'> {
  readonly latitude: number;
  readonly longitude: number;
}

/** Gathers what a reader finds in a file: points by track, and problems. */
export class TrackCollector {
  readonly problems: TrackProblem[] = [];
  readonly #options: ReadTrackOptions;
  readonly #tracks: CollectedTrack[] = [];
  readonly #groups = new Map<unknown, CollectedTrack>();

  constructor(options: ReadTrackOptions) {
    this.#options = options;
  }

  /** Begins a track. */
  begin(): CollectedTrack {
    const { missingTimes } = this.#options;
    const track = new CollectedTrack({ number: this.#tracks.length + 1, missingTimes, problems: this.problems });
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
    this.problems.push({ where: { line, track: null, point: null }, spoils: 'point', ...problem });
  }

  /** Lists what stands in the way of reading any further. */
  breakOff(line: number | null, { problem }: Unreadable): void {
    this.problems.push({ where: { line, track: null, point: null }, spoils: 'file', ...problem });
  }

  tracks(): RecordedTrack[] {
    return this.#tracks.map((track) => {
      const identifier = this.#options.identifier ?? track.identifier ?? identifierFrom(track);
      return { name: track.name, fixes: track.points.map((point) => ({ identifier, ...point })) };
    });
  }
}

const IDENTIFIER = new RegExp(String.raw`^[^\p{Cc}\p{Cs}]{1,${MAX_IDENTIFIER_CHARACTERS}}$`, 'u');

function identifierFrom({ name, number }: CollectedTrack): string {
  return name !== null && IDENTIFIER.test(name) ? name : `track ${number}`;
}

type TimedPoint = Omit<RecordedFix, 'identifier'>;

interface TrackSettings {
  readonly number: number;
  readonly missingTimes: MissingTimes | undefined;
  readonly problems: TrackProblem[];
}

/** A track whose points come one by one. */
export class CollectedTrack {
  /** Which of the file's tracks it is, from 1. */
  readonly number: number;
  /** The good points. */
  readonly points: TimedPoint[] = [];
  name: string | null = null;
  /** What the file calls the tracker; null where it does not say. */
  identifier: string | null = null;
  readonly #settings: TrackSettings;
  #count = 0;

  constructor(settings: TrackSettings) {
    this.number = settings.number;
    this.#settings = settings;
  }

  /** Takes what the file says, where it does and nothing better is known. Blank names are none. */
  label({ name, identifier }: { name?: string | undefined; identifier?: string | undefined }): void {
    this.name ??= name?.trim() || null;
    const trimmed = identifier?.trim() ?? '';
    if (IDENTIFIER.test(trimmed)) this.identifier ??= trimmed;
  }

  /** Reads the next point; what is wrong with it is listed. `line` is only asked where something is. */
  add(line: () => number | null, read: (scope: PointScope) => ReadPoint): void {
    this.#count++;
    const { number, problems } = this.#settings;
    const list = (problem: Unreadable['problem'], spoils: 'point' | 'field') =>
      problems.push({ where: { line: line(), track: number, point: this.#count }, spoils, ...problem });
    try {
      this.points.push(this.#timed(read(new PointScope((problem) => list(problem, 'field')))));
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      list(failure.problem, 'point');
    }
  }

  /** Lists that nothing of the track can be read. */
  breakOff(line: number | null, { problem }: Unreadable): void {
    this.#settings.problems.push({ where: { line, track: this.number, point: null }, spoils: 'track', ...problem });
  }

  #timed(point: ReadPoint): TimedPoint {
    const { recordedAt } = point;
    if (recordedAt !== null) return { ...point, recordedAt };
    const { missingTimes } = this.#settings;
    if (missingTimes === undefined) throw new Unreadable('time', '', 'a time, which this point does not have');
    return {
      ...point,
      recordedAt: missingTimes.startAt + (this.#count - 1) * missingTimes.stepMs,
      attributes: { ...point.attributes, timeEstimated: true },
    };
  }
}
