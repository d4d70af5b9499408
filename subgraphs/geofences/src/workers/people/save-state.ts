import type { TxSql } from '@trekker/kit';

import { forgetCarriedVisits, saveCarriages, saveCarriedVisits } from '../../db/carried.ts';
import { saveDeadlines, saveHearings } from '../../db/hearings.ts';
import { UNTOLD } from '../../domain/person-visits/coverage.ts';
import type { Loaded } from './load-state.ts';
import type { Step } from './step.ts';
import { namedIn } from './touched.ts';

/** Keeps what steps said of visits, assignments and coverage, and when silence matters next. */
export async function saveState(
  sql: TxSql,
  tenantId: string,
  { steps, loaded: { state, since, contested } }: { steps: readonly Step[]; loaded: Loaded },
): Promise<void> {
  const { assignmentIds, heardTrackerIds } = namedIn(steps);
  const taken = new Map(
    steps.flatMap((step) => (step.kind === 'visit' ? [[step.taken.visit.visitId, step.taken]] : [])),
  );
  const visits = [...taken.values()];
  await saveCarriedVisits(
    sql,
    tenantId,
    visits.flatMap(({ visit, retracted }) => (retracted ? [] : visit)),
  );
  await forgetCarriedVisits(
    sql,
    visits.flatMap(({ visit, retracted }) => (retracted ? visit.visitId : [])),
  );
  await saveCarriages(
    sql,
    tenantId,
    assignmentIds.flatMap((id) => state.carriages.get(id) ?? []),
  );
  const hearings = new Map(heardTrackerIds.map((id) => [id, state.hearings.get(id) ?? UNTOLD]));
  await saveHearings(sql, tenantId, { hearings, since });
  if (contested.length) await saveDeadlines(sql, tenantId, { personIds: contested, due: state.due });
}
