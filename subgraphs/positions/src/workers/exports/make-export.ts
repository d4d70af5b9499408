import { writeTrackFilePart } from '@trekker/protocols';
import type { Database, Tx } from '@trekker/kit';

import { noteExport, type OpenExport } from '../../db/exports.ts';
import { identifierOfTracker } from '../../db/known-tracker.ts';
import { pageOfTrack, type TrackPointRow } from '../../db/history.ts';
import { openParquetFile } from '../../domain/parquet-file.ts';
import { spansOf, type ExportSpan } from '../../domain/position-export.ts';
import { recordedFix } from '../../actions/recorded-fix.ts';
import { TRACK_FORMATS } from '../../domain/track-format.ts';
import { openFileSink, type FileSink } from './file-sink.ts';

/** Positions of one read, and of one row group of Parquet. */
const PAGE = 20_000;

/** An export is to be given up: it was cancelled meanwhile. */
export class ExportCancelled extends Error {
  override readonly name = 'ExportCancelled';
}

/** An export that no later attempt makes either. */
export class ExportImpossible extends Error {
  override readonly name = 'ExportImpossible';
}

export interface ExportMaking {
  readonly database: Database;
  readonly tenantId: string;
  readonly exportId: string;
  readonly open: OpenExport;
  /** Most positions of an export. */
  readonly maxPositions: number;
  /** Runs in a transaction of the tenant, as long as nobody else makes the export. */
  readonly inTenant: <T>(work: (tx: Tx) => Promise<T>) => Promise<{ readonly result: T }>;
  readonly progress: (fraction: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A tracker's positions of a page. */
interface Page {
  readonly trackerId: string;
  readonly identifier: string;
  readonly rows: readonly TrackPointRow[];
}

/** Makes the files of an export, ordered by tracker and time, page by page. */
export async function makeExport(making: ExportMaking): Promise<void> {
  const { inTenant, tenantId, exportId, open } = making;
  const spans = spansOf(open);
  let positionCount = 0;
  for (const [file, span] of spans.entries()) {
    const sink = openFileSink({ tenantId, exportId, file }, async (work) => void (await inTenant(work)));
    const before = positionCount;
    const pages = pagesOf(making, span, async (trackersDone, count) => {
      positionCount += count;
      if (positionCount > making.maxPositions)
        throw new ExportImpossible(`the export has more than ${making.maxPositions} positions; ask for a shorter time`);
      const progress = (file + trackersDone / Math.max(1, open.trackerIds.length)) / spans.length;
      const noted = await inTenant((tx) => noteExport(tx, exportId, { progress, positionCount }));
      if (!noted.result) throw new ExportCancelled();
      await making.progress(progress);
    });
    await (open.format === 'PARQUET' ? writeParquet(pages, sink) : writeText(pages, sink, TRACK_FORMATS[open.format]));
    await sink.finish({ name: span.name, mediaType: span.mediaType, positionCount: positionCount - before });
  }
}

/** The positions of a span. `note` is told how many trackers are done, after each page. */
async function* pagesOf(
  { database, tenantId, open, signal }: ExportMaking,
  { from, to }: ExportSpan,
  note: (trackersDone: number, count: number) => Promise<void>,
): AsyncGenerator<Page> {
  for (const [index, trackerId] of open.trackerIds.entries()) {
    let after: readonly string[] | null = null;
    do {
      signal.throwIfAborted();
      const page: { first: number; after: readonly string[] | null } = { first: PAGE, after };
      const { result } = await database.withTenant(
        tenantId,
        async (tx) => ({
          rows: await pageOfTrack(tx, { trackerId, from, to, page }),
          identifier: (await identifierOfTracker(tx, trackerId)) ?? trackerId,
        }),
        { mode: 'snapshot' },
      );
      const rows = result.rows.slice(0, PAGE);
      const last = rows.at(-1);
      after = result.rows.length > PAGE && last ? [String(last.recorded_at), last.dedupe.toString('hex')] : null;
      await note(after === null ? index + 1 : index, rows.length);
      if (rows.length) yield { trackerId, identifier: result.identifier, rows };
    } while (after !== null);
  }
}

async function writeText(
  pages: AsyncGenerator<Page>,
  sink: FileSink,
  format: (typeof TRACK_FORMATS)[keyof typeof TRACK_FORMATS],
): Promise<void> {
  let isFirst = true;
  let page: Page | null = (await pages.next()).value ?? null;
  do {
    const next: Page | null = (await pages.next()).value ?? null;
    const fixes = page?.rows.map((row) => recordedFix(row, page?.identifier ?? '')) ?? [];
    const tracks = fixes.length ? [{ name: page?.identifier ?? null, fixes }] : [];
    await sink.write(Buffer.from(writeTrackFilePart(format, tracks, { isFirst, isLast: next === null })));
    isFirst = false;
    page = next;
  } while (page !== null);
}

async function writeParquet(pages: AsyncGenerator<Page>, sink: FileSink): Promise<void> {
  const file = openParquetFile();
  let group: TrackPointRow[] = [];
  for await (const { rows } of pages) {
    group.push(...rows);
    if (group.length < PAGE) continue;
    file.add(group);
    group = [];
  }
  file.add(group);
  await sink.write(file.finish());
}
