import { unitReach, type Viewer } from '@trekker/kit';

/** Whose an export is. */
export function actorName({ actor }: Viewer): string {
  return `${actor.kind} ${actor.id}`;
}

/** Whose exports a viewer may see: those of anybody (null) who may see all positions of the tenant, else the own ones. */
export function exportsSeenBy(viewer: Viewer, now: number): string | null {
  return unitReach(viewer, 'positions:read', now) === 'all' ? null : actorName(viewer);
}
