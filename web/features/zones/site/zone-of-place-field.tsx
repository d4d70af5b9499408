'use client';

import { useTranslations } from 'next-intl';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { timeZoneOf, type PlaceRow } from '../zone-tree.ts';

/** By which clocks days and weeks begin in a place: its own, or those of the place above. */
export function ZoneOfPlaceField({
  places,
  parentId,
  timeZone,
  problem,
}: {
  readonly places: readonly PlaceRow[];
  /** The place above, whose time zone holds where none is chosen. */
  readonly parentId: string | null;
  /** Chosen at first; null for none. */
  readonly timeZone: string | null;
  readonly problem: string | undefined;
}) {
  const t = useTranslations('zonePages.addPlace');
  const { tenant } = useViewing().viewer;
  const above = timeZoneOf(places, parentId) ?? tenant.timeZone;
  const all = Intl.supportedValuesOf('timeZone');
  return (
    <SelectField
      name="timeZone"
      label={t('timeZone')}
      hint={t('timeZoneHint')}
      problem={problem}
      defaultValue={timeZone ?? ''}
    >
      <option value="">{t('timeZoneAbove', { timeZone: above })}</option>
      {(timeZone === null || all.includes(timeZone) ? all : [timeZone, ...all]).map((zone) => (
        <option key={zone} value={zone}>
          {zone}
        </option>
      ))}
    </SelectField>
  );
}
