import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { MapView } from '../../map/map-view.ts';

const STATUSES = ['CONNECTED', 'IDLE', 'DISCONNECTED'] as const;

/** Writes on the clusters of a map how many they are and how well heard from, in the language of the viewer. */
export function useClusterTexts(view: MapView | null): void {
  const t = useTranslations('map.cluster');
  const format = useFormatter();
  useEffect(
    () =>
      view?.setClusterTexts({
        name(counts) {
          const count = STATUSES.reduce((sum, status) => sum + counts[status], 0);
          const present = STATUSES.filter((status) => counts[status] > 0);
          return t('name', { count, parts: present.map((status) => t(status, { count: counts[status] })).join(', ') });
        },
        count: (total) => format.number(total, { notation: 'compact' }),
      }),
    [view, t, format],
  );
}
