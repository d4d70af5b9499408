import { UnavailableError, type Clock } from '@trekker/kit';
import type { ReadTrackOptions, TrackProblem } from '@trekker/protocols';

import { receiveAndTell } from '../../actions/receive-messages.ts';
import type { Intake, Receipt } from '../../actions/take-in.ts';
import { sentenceOf } from '../../domain/judge.ts';
import { rawText } from '../../domain/raw-text.ts';
import { MOST_LISTED, type TrackImport, type TrackImportProblem } from '../../domain/track-import.ts';
import type { PlacedPoint } from './file-slices.ts';
import { readFile, type FileReading } from './read-file.ts';

/** A file with recorded tracks, of one tenant. */
export interface FileToImport {
  readonly tenantId: string;
  readonly bytes: Uint8Array;
  readonly options: ReadTrackOptions;
}

/** Takes in files with recorded tracks. */
export interface TrackImporter {
  /**
   * Runs work that holds a file in the memory, or fails with UNAVAILABLE where too many are under way. To be taken
   * before a file is received.
   */
  withPlace<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Imports the good points of a file the way all fixes come, and tells what became of the others. When this resolves
   * everything it counts is on disk. Fails with UNAVAILABLE when intake is full; sent again, what was imported until
   * then is a duplicate.
   */
  importFile(file: FileToImport): Promise<TrackImport>;
}

/** Files that are in the memory at once. */
const MOST_FILES = 4;

export interface TrackImporterOptions {
  readonly intake: Intake;
  readonly clock: Clock;
  /** Points that are handed to intake at once: no more than may wait there. */
  readonly mostAtOnce: number;
}

export function createTrackImporter({ intake, clock, mostAtOnce }: TrackImporterOptions): TrackImporter {
  let files = 0;
  return {
    async withPlace(work) {
      if (files >= MOST_FILES) throw new UnavailableError('too many files are being imported; send it again');
      files += 1;
      try {
        return await work();
      } finally {
        files -= 1;
      }
    },
    async importFile({ tenantId, bytes, options }) {
      await using reading = await readFile(bytes, options);
      const tally = { accepted: 0, duplicates: 0, refused: 0, problems: reading.summary.problems.map(unreadable) };
      for (let points = await reading.next(); points; points = await reading.next()) {
        for (let start = 0; start < points.length; start += mostAtOnce) {
          const some = points.slice(start, start + mostAtOnce);
          const messages = some.map((point) => messageOf(point, clock.now()));
          const { receipts } = await receiveAndTell(intake, tenantId, messages);
          for (const [index, receipt] of receipts.entries()) count(tally, some[index], receipt);
        }
      }
      return importOf(reading, tally);
    },
  };
}

interface Tally {
  accepted: number;
  duplicates: number;
  refused: number;
  problems: TrackImportProblem[];
}

function messageOf({ fix }: PlacedPoint, receivedAt: number) {
  const decoded = { kind: 'fix', fix } as const;
  const raw = rawText(JSON.stringify(fix), decoded);
  return { identifier: fix.identifier, decoded, transport: 'import', raw, receivedAt };
}

function count(tally: Tally, point: PlacedPoint | undefined, receipt: Receipt): void {
  if (receipt.kind === 'accepted') tally.accepted += 1;
  if (receipt.kind === 'duplicate') tally.duplicates += 1;
  if (receipt.kind !== 'rejected' || !point) return;
  tally.refused += 1;
  const { reason: code, message } = receipt;
  if (tally.problems.length < MOST_LISTED) tally.problems.push({ where: point.where, spoils: 'point', code, message });
}

function unreadable({ where, spoils, ...problem }: TrackProblem): TrackImportProblem {
  return { where, spoils, code: 'UNREADABLE', message: sentenceOf(problem) };
}

function importOf(
  { summary: { format, tracks, unreadable: unread, problemCount } }: FileReading,
  { accepted, duplicates, refused, problems }: Tally,
): TrackImport {
  const rejected = unread + refused;
  return { format, tracks, accepted, duplicates, rejected, problemCount: problemCount + refused, problems };
}
