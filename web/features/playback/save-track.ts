import type { TrackFileFormat } from '../../__generated__/graphql.ts';
import { allPages } from '../../graphql/all-pages.ts';
import { askPage } from '../../graphql/ask-page.ts';
import { saveFile } from '../../ui/save-file.ts';
import { REPLAY_FILE } from './documents.graphql.ts';
import { textOf } from './load-replay.ts';
import type { Span } from './replay/density.ts';
import { fileName } from './replay/file-name.ts';
import type { ReplayLane } from './replay/replay-lane.ts';

const POSITIONS_AT_ONCE = 20_000;

/**
 * Puts a file with every position of a tracker within a span together and hands it to the browser to save. For whom was
 * chosen it holds what the tracker said from the first to the last moment they carried it. Fails with an AskFailure.
 */
export async function saveTrack(
  { trackerId, label, carried }: ReplayLane,
  { format, span, signal, onProgress }: SaveOptions,
): Promise<void> {
  const own = carried ? clipped(span, carried) : span;
  const about = { trackerId, format, ...textOf(own), maxPositions: POSITIONS_AT_ONCE };
  let positions = 0;
  const parts = await allPages(async (after) => {
    const part = (await askPage(REPLAY_FILE, { ...about, after }, signal)).tracker?.trackFile ?? null;
    onProgress((positions += part?.positionCount ?? 0));
    return part;
  });
  const type = parts[0]?.mediaType ?? 'application/octet-stream';
  saveFile(
    fileName(label, { span, format }),
    parts.map(({ content }) => content),
    type,
  );
}

/** How a file is made. */
export interface SaveOptions {
  readonly format: TrackFileFormat;
  readonly span: Span;
  readonly signal: AbortSignal;
  /** Told how many positions are in the file so far. */
  readonly onProgress: (positions: number) => void;
}

function clipped({ from, to }: Span, carried: readonly Span[]): Span {
  const first = Math.min(...carried.map((each) => each.from));
  const last = Math.max(...carried.map((each) => each.to));
  return { from: Math.max(from, first), to: Math.min(to, last) };
}
