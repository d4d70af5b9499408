import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import { byName } from '../../ui/by-name.ts';

/** Trackers whose name, identifier, carrier or unit mentions a text, in any case; by name. */
export function filterTrackers(trackers: readonly TrackerRowFragment[], text: string): TrackerRowFragment[] {
  const wanted = text.trim().toLocaleLowerCase();
  return trackers
    .filter(({ name, identifiers, person, asset, unit }) =>
      [name, ...identifiers, person?.name ?? '', asset?.name ?? '', unit?.name ?? ''].some((part) =>
        part.toLocaleLowerCase().includes(wanted),
      ),
    )
    .toSorted(byName);
}
