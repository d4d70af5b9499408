'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '../../../ui/notice.tsx';
import type { ChosenFloor } from './floors.ts';
import type { PositionsOnFloor } from './use-positions-on-floor.ts';

/** Says who is left out where a floor is looked at, and of whom nobody knows whether they are on it. */
export function FloorNotice({
  floor,
  counts: { elsewhere, unknown },
}: {
  /** Null while all floors are looked at. */
  readonly floor: ChosenFloor | null;
  readonly counts: PositionsOnFloor;
}) {
  const t = useTranslations('map.floors');
  if (!floor) return null;
  const parts = floor.band
    ? [elsewhere > 0 && t('elsewhere', { count: elsewhere }), unknown > 0 && t('unknown', { count: unknown })]
    : [t('noBand')];
  const said = parts.filter((part) => part !== false);
  return (
    <Notice tone="info">
      <span className="font-medium">{t('shown', { floor: floor.name, place: floor.storeys.name })}</span>
      {said.length > 0 && ` ${said.join(' ')}`}
    </Notice>
  );
}
