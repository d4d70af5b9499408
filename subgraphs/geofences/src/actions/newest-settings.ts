import type { Context } from '../context.ts';
import { zoneOfPlace } from '../db/places.ts';
import { layOut } from '../domain/geofence/lay-out.ts';
import type { Settings } from '../domain/what-if/derive-slowly.ts';

/**
 * The settings of the newest version of a geofence with a shape, and the time zone of its place; null where there is none.
 * @param placeId another place whose time zone is wanted; null: its own.
 */
export async function newestSettings(
  ctx: Context,
  geofenceId: string,
  placeId: string | null = null,
): Promise<{ settings: Settings; timeZone: string } | null> {
  const [geofence, versions] = await Promise.all([
    ctx.loaders.geofence.load(geofenceId),
    ctx.loaders.versions.load(geofenceId),
  ]);
  const version = versions.at(-1);
  const shape = version ? layOut(version) : null;
  if (!geofence || !version || !shape) return null;
  const timeZone = await ctx.tenant.read((tx) => zoneOfPlace(tx, placeId ?? geofence.placeId));
  return { settings: { shape, rules: version.rules }, timeZone };
}
