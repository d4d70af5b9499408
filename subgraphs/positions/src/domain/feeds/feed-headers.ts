import { sealSecret, unsealSecret } from '../sealed-secret.ts';
import type { FeedHeader } from './feed.ts';

/** Whose headers they are. */
interface FeedOfTenant {
  readonly tenantId: string;
  readonly feedId: string;
}

/** Headers as they are kept; null for none. */
export function sealHeaders(headers: readonly FeedHeader[], key: Buffer, feed: FeedOfTenant): Buffer | null {
  return headers.length ? sealSecret(JSON.stringify(headers), key, ownerOf(feed)) : null;
}

/** The headers that were sealed, by name; null where another key sealed them, as after the installation's secret changed. */
export function openHeaders(sealed: Buffer | null, key: Buffer, feed: FeedOfTenant): Record<string, string> | null {
  if (sealed === null) return {};
  const text = unsealSecret(sealed, key, ownerOf(feed));
  if (text === null) return null;
  const headers = JSON.parse(text) as FeedHeader[];
  return Object.fromEntries(headers.map(({ name, value }) => [name, value]));
}

function ownerOf({ tenantId, feedId }: FeedOfTenant) {
  return { tenantId, ownerId: `feed ${feedId}` };
}
