import type { Mover } from '@trekker/simulator';

import { allNodes } from './all-nodes.ts';
import type { Api } from './api.ts';
import { each } from './each.ts';
import { make } from './made.ts';

interface Seeding {
  readonly movers: readonly Mover[];
  /** Ids by `company/crew`. */
  readonly unitIds: ReadonlyMap<string, string>;
  /** Since when trackers are carried, RFC 3339. */
  readonly since: string;
}

/** Adds people, vehicles and their trackers as far as they are not known yet. */
export async function seedMovers(api: Api, { movers, unitIds, since }: Seeding): Promise<void> {
  const known = await allNodes<TrackerNode>(api, 'trackers', 'id identifiers assignment { id }');
  const trackers = new Map(known.flatMap((node) => node.identifiers.map((one) => [one, node])));
  const people = await allNodes<CarrierNode>(api, 'people', 'id name');
  const assets = await allNodes<CarrierNode>(api, 'assets', 'id name');
  const carriers = new Map([...people, ...assets].map(({ name, id }) => [name, id]));
  await each(movers, async (mover) => {
    const { identifier, name } = mover;
    const unitId = unitIds.get(`${mover.company}/${mover.crew}`);
    const tracker = trackers.get(identifier);
    if (tracker?.assignment) return;
    const carrierId = carriers.get(name) ?? (await makeCarrier(api, mover, unitId));
    const named = { name: mover.kind === 'person' ? `Phone of ${name}` : `Tracker of ${name}`, identifier, unitId };
    const trackerId = tracker?.id ?? (await make(api, ['addTracker', 'tracker'], named));
    const carrier = mover.kind === 'person' ? { personId: carrierId } : { assetId: carrierId };
    await make(api, ['assignTracker', 'assignment'], { trackerId, ...carrier, from: since });
  });
}

function makeCarrier(api: Api, mover: Mover, unitId: string | undefined): Promise<string> {
  const { name } = mover;
  if (mover.kind === 'vehicle') return make(api, ['createAsset', 'asset'], { name, unitId, category: mover.category });
  return make(api, ['createPerson', 'person'], { name, unitId, kind: mover.personKind, trade: mover.trade });
}

interface TrackerNode {
  readonly id: string;
  readonly identifiers: readonly string[];
  readonly assignment: { readonly id: string } | null;
}

interface CarrierNode {
  readonly id: string;
  readonly name: string;
}
