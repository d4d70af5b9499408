import { payloadOf, type ConsumerTx, type Entry, type Projection } from '@trekker/kit';

import { lockDerived, noteDerived, openDerivation, writeConsequences } from '../db/derivation.ts';
import { deriveAnew } from '../db/derive-anew.ts';
import { believedVisits, forgetRevisions, noteRevisions, type Revision } from '../db/person-visits.ts';
import type { Cause } from '../domain/derivation.ts';
import type { PersonVisit } from '../domain/person-visit.ts';
import { firstChange } from '../domain/stay.ts';
import { personVisitChanged, PERSON_VISITS_TOPIC } from '../events.ts';

/**
 * Keeps every revision of every person visit, and derives what follows for marks and limits, entry by entry.
 * @param told is called with the tenant once revisions are committed by this process.
 */
export function personVisitsProjection(told: (tenantId: string) => void): Projection {
  return {
    name: 'person-visits',
    topic: PERSON_VISITS_TOPIC,
    batch: 500,
    async apply(tx, entries, { tenantId }) {
      const revisions = entries.filter(({ type }) => type === personVisitChanged.type).map(revisionOf);
      if (!revisions.length) return;
      await tx.asTenant(tenantId);
      const derived = await lockDerived(tx, tenantId);
      // What was derived from already is read again by a rebuild, which derives the rest when it has read all of it.
      const [again, fresh] = [
        revisions.filter(({ offset }) => offset <= derived),
        revisions.filter(({ offset }) => offset > derived),
      ];
      if (again.length) await noteRevisions(tx, tenantId, again);
      if (fresh.length) await derive(tx, tenantId, fresh);
      tx.afterCommit(() => told(tenantId));
    },
    derived: [{ table: 'headcount.person_visits', by: 'tenant' }],
    reset: forgetRevisions,
    async settle(tx, { tenantId }) {
      await tx.asTenant(tenantId);
      await deriveAnew(tx, tenantId);
      tx.afterCommit(() => told(tenantId));
    },
  };
}

async function derive(tx: ConsumerTx, tenantId: string, revisions: readonly Revision[]): Promise<void> {
  const before = await believedVisits(
    tx,
    revisions.map(({ personVisitId }) => personVisitId),
  );
  const changes = changesIn(revisions, before);
  if (changes.length) {
    const derivation = await openDerivation(tx, {
      personIds: [...new Set(changes.map(({ revision }) => revision.personId))],
      zoneIds: [...new Set(changes.map(({ revision }) => revision.zoneId))],
      since: Math.min(...changes.map(({ since }) => since)),
    });
    const consequences = changes.map(({ revision }) => {
      const { personVisitId, personId, offset, knownFrom, retracted } = revision;
      const cause: Cause = { topic: PERSON_VISITS_TOPIC, offset, knownFrom };
      return derivation.visit({ personVisitId, personId, visit: retracted ? null : revision }, cause);
    });
    await writeConsequences(tx, tenantId, consequences);
  }
  await noteRevisions(tx, tenantId, revisions);
  await noteDerived(tx, revisions.at(-1)?.offset ?? -1);
}

/** Those revisions that make a difference, each with the first instant at which it does. */
function changesIn(revisions: readonly Revision[], before: readonly PersonVisit[]) {
  const believed = new Map<string, PersonVisit | null>(before.map((visit) => [visit.personVisitId, visit]));
  return revisions.flatMap((revision) => {
    const now = revision.retracted ? null : revision;
    const since = firstChange(believed.get(revision.personVisitId) ?? null, now);
    believed.set(revision.personVisitId, now);
    return since === Infinity ? [] : [{ revision, since }];
  });
}

function revisionOf(entry: Entry): Revision {
  const { geofenceId, ...visit } = payloadOf(entry, personVisitChanged);
  return { ...visit, zoneId: geofenceId, offset: entry.offset, knownFrom: entry.at };
}
