import {
  coversUnit,
  requirePermission,
  unitReach,
  type Clock,
  type TenantAccess,
  type UnitReach,
  type Viewer,
} from '@trekker/kit';
import DataLoader from 'dataloader';

import type { BoardPerson } from '../../domain/muster/board.ts';
import type { KeptBoard, MusterBoards } from '../../workers/muster/boards.ts';

/** A muster as one viewer may see it. */
export interface MusterView extends KeptBoard {
  /** People on the list whom the viewer may see, by id. */
  readonly people: readonly BoardPerson[];
  readonly reach: UnitReach;
}

/** Loads musters by id, each once per operation; null where there is none. */
export type MusterViews = DataLoader<string, MusterView | null>;

/** The musters of one operation, each as it stands when it is loaded, so that what a mutation just did is seen. */
export function createMusterViews({
  tenant,
  viewer,
  boards,
  clock,
}: {
  tenant: TenantAccess;
  viewer: Viewer | null;
  boards: MusterBoards;
  clock: Clock;
}): MusterViews {
  return new DataLoader(async (musterIds) => {
    const now = clock.now();
    const { tenantId, ...known } = requirePermission(viewer, 'muster:read', now);
    const reach = unitReach({ tenantId, ...known }, 'muster:read', now);
    return tenant.read(async (tx) => {
      const views: (MusterView | null)[] = [];
      for (const musterId of musterIds) {
        const kept = await boards.of(tx, { tenantId, musterId, now });
        views.push(kept && viewOf(kept, reach));
      }
      return views;
    });
  });
}

/** What somebody of a reach may see of a muster. */
export function viewOf(kept: KeptBoard, reach: UnitReach): MusterView {
  const people = [...kept.board.people.values()].filter((person) => isVisible(person, reach));
  return { ...kept, reach, people: people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)) };
}

/** Whether somebody of a reach may see a person; of whom nobody knows the unit yet only who may see all. */
export function isVisible({ unitId }: BoardPerson, reach: UnitReach): boolean {
  return coversUnit(reach, unitId ?? null);
}
