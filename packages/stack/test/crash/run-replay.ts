import type { RecordedFix } from '../../src/replay/recorded-fix.ts';
import { readVisits, type ReadVisit } from '../../src/replay/read-visits.ts';
import { meetRemoteProduct } from '../../src/replay/remote-product.ts';
import { sendFixes, type Tally } from '../../src/replay/send-fixes.ts';
import type { Observed } from './check-history.ts';
import { readDerivedFigures, type DerivedFigures } from './derived-figures.ts';
import { disturb, type Kill } from './disturb.ts';
import { untilAllIsRead } from './derived-rows.ts';
import { killableProduct, type KillableProduct } from './killable-product.ts';
import type { PreparedInstallation } from './prepared-installation.ts';
import { readPatiently } from './log-reader.ts';
import { readHistory } from './read-history.ts';
import { asSuperuser } from '../support/superuser.ts';

/** What is replayed, and what goes wrong meanwhile. */
export interface CrashReplay {
  readonly installation: PreparedInstallation;
  /** In the order in which they are numbered. */
  readonly fixes: readonly RecordedFix[];
  readonly kills: readonly Kill[];
}

/** What came of it. */
export interface CrashReplayed {
  readonly observed: Observed;
  readonly tally: Tally;
  /** By id. */
  readonly visits: ReadonlyMap<string, ReadVisit>;
  readonly figures: DerivedFigures;
  /** Where the installation lies; it was stopped. */
  readonly dataDir: string;
}

/** Replays against a copy of the installation, killing as planned, until everything was acknowledged and derived from. */
export async function runReplay({ installation, fixes, kills }: CrashReplay): Promise<CrashReplayed> {
  const dataDir = await installation.copy();
  await using product = killableProduct(dataDir);
  await product.start();
  const numberOf = new Map(fixes.map((fix, number) => [fix, number]));
  const acknowledged = new Set<number>();
  const sending = sendFixes({
    fixes,
    door: () => new URL(`i/${installation.door}/`, product.intakeOrigin()),
    batchSize: 60,
    onAcknowledged: (batch) => batch.forEach((fix) => acknowledged.add(numberOf.get(fix) ?? -1)),
  });
  await using reading = readPatiently(dataDir);
  const over = new AbortController();
  const disturbing = disturb(kills, { product, acknowledged: () => acknowledged.size, signal: over.signal });
  const ended = sending.finally(() => over.abort(new Error('the replay ended before all kills were done')));
  const [tally] = await Promise.all([ended, disturbing]);
  const { visits, figures } = await derivedBy(product, { installation, fixes, dataDir });
  const read = await reading.end();
  const kept = await readHistory(dataDir);
  await product.stop();
  const observed = { sent: sentForms(fixes, installation), acknowledged, read, ...kept };
  return { observed, tally, visits, figures, dataDir };
}

async function derivedBy(
  product: KillableProduct,
  { installation, fixes, dataDir }: Pick<CrashReplay, 'installation' | 'fixes'> & { readonly dataDir: string },
): Promise<Pick<CrashReplayed, 'visits' | 'figures'>> {
  const url = new URL(product.graphqlOrigin());
  const graphqlUrl = new URL('graphql', url).href;
  const accessToken = await installation.accessToken(graphqlUrl);
  const devicesUrl = new URL(product.intakeOrigin());
  await using met = await meetRemoteProduct({ url, devicesUrl, ingestToken: installation.door, accessToken });
  if (!(await met.caughtUp(60_000))) throw new Error('the product did not derive from all that it took in');
  const api = await met.api();
  const visits = new Map<string, ReadVisit>();
  for (const geofenceId of installation.zones.keys()) {
    for await (const visit of readVisits(api, geofenceId)) visits.set(visit.id, visit);
  }
  await asSuperuser(dataDir, (sql) => untilAllIsRead(sql));
  const instants = fixes.map(({ at }) => at);
  const span = { from: Math.min(...instants), to: Math.max(...instants) };
  return { visits, figures: await readDerivedFigures(api, span) };
}

/** The fixes as an installation keeps them. */
export function sentForms(fixes: readonly RecordedFix[], { trackers }: PreparedInstallation): Observed['sent'] {
  const idOf = new Map([...trackers].map(([id, identifier]) => [identifier, id]));
  return fixes.map(({ identifier, at, latitude, longitude }) => ({
    trackerId: idOf.get(identifier) ?? '',
    recordedAt: at,
    latitudeE7: Math.round(latitude * 1e7),
    longitudeE7: Math.round(longitude * 1e7),
  }));
}
