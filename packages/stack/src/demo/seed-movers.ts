import type { Mover } from '@trekker/simulator';

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
  const known = await api.run<Known>(KNOWN);
  const trackers = new Map(known.trackers.nodes.flatMap((node) => node.identifiers.map((one) => [one, node])));
  const carriers = new Map([...known.people.nodes, ...known.assets.nodes].map(({ name, id }) => [name, id]));
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

const KNOWN = `query Known {
  trackers(first: 500) { nodes { id identifiers assignment { id } } }
  people(first: 500) { nodes { id name } }
  assets(first: 500) { nodes { id name } }
}`;

interface Known {
  readonly trackers: { readonly nodes: readonly TrackerNode[] };
  readonly people: { readonly nodes: readonly CarrierNode[] };
  readonly assets: { readonly nodes: readonly CarrierNode[] };
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
