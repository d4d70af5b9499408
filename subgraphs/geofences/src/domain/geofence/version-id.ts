import { isUuid } from '@trekker/kit';

/** Names a version of a geofence. */
export interface VersionKey {
  readonly geofenceId: string;
  readonly number: number;
}

/** The version's id: `<geofence>.<number>`. */
export function versionId({ geofenceId, number }: VersionKey): string {
  return `${geofenceId}.${number}`;
}

/** The key inside a version's id, or null where `text` is none. */
export function parseVersionId(text: string): VersionKey | null {
  const [geofenceId = '', number = '', ...rest] = text.split('.');
  return isUuid(geofenceId) && /^[1-9]\d{0,8}$/.test(number) && !rest.length
    ? { geofenceId, number: Number(number) }
    : null;
}
