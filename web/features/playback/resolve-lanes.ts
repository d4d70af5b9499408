import { allPages } from '../../graphql/all-pages.ts';
import { askPage } from '../../graphql/ask-page.ts';
import type { ReplayCarriedQuery } from '../../__generated__/graphql.ts';
import { REPLAY_ASSET, REPLAY_CARRIED, REPLAY_PERSON, REPLAY_TRACKER } from './documents.graphql.ts';
import { carriedLanes, numbered, type UnnumberedLane } from './carried-lanes.ts';
import { nameOf, type Chosen } from './playback-address.ts';
import type { Span } from './replay/density.ts';
import type { ReplayLane } from './replay/replay-lane.ts';

/** Who is replayed: for whom was chosen, every tracker they carried then; and who of them does not exist or carried none. */
export interface ResolvedLanes {
  readonly lanes: readonly ReplayLane[];
  /** Names of those without a tracker then. */
  readonly without: readonly string[];
  /** How many of those chosen there are not. */
  readonly missing: number;
  /** Whether there would be more trackers than can be replayed at once. */
  readonly cut: boolean;
}

type Tracker = ReplayCarriedQuery['trackers']['nodes'][number];

/** Finds the trackers of those chosen in a stretch of time. Fails with an AskFailure. */
export async function resolveLanes(
  chosen: readonly Chosen[],
  { span, signal }: { span: Span; signal: AbortSignal },
): Promise<ResolvedLanes> {
  const needsHistory = chosen.some(({ kind }) => kind !== 'tracker');
  const [names, trackers] = await Promise.all([
    Promise.all(chosen.map((each) => nameFor(each, signal))),
    needsHistory ? allTrackers(signal) : [],
  ]);
  const found: UnnumberedLane[] = [];
  const without: string[] = [];
  let missing = 0;
  for (const [index, each] of chosen.entries()) {
    const name = names[index];
    if (!name) missing++;
    else if (each.kind === 'tracker') found.push({ ...name, trackerId: each.id, chosen: nameOf(each), carried: null });
    else {
      const own = carriedLanes(trackers, { chosen: each, label: name.label, span });
      if (!own.length) without.push(name.label);
      found.push(...own);
    }
  }
  return { ...numbered(found), without, missing };
}

async function nameFor(
  { kind, id }: Chosen,
  signal: AbortSignal,
): Promise<Pick<ReplayLane, 'label' | 'detail' | 'kind'> | null> {
  if (kind === 'person') {
    const { person } = await askPage(REPLAY_PERSON, { personId: id }, signal);
    return person && { label: person.name, detail: null, kind };
  }
  if (kind === 'asset') {
    const { asset } = await askPage(REPLAY_ASSET, { assetId: id }, signal);
    return asset && { label: asset.name, detail: null, kind };
  }
  const { tracker } = await askPage(REPLAY_TRACKER, { trackerId: id }, signal);
  return tracker && { label: tracker.name, detail: null, kind };
}

async function allTrackers(signal: AbortSignal): Promise<Tracker[]> {
  const pages = await allPages(async (after) => (await askPage(REPLAY_CARRIED, { after }, signal)).trackers);
  return pages.flatMap(({ nodes }) => nodes);
}
