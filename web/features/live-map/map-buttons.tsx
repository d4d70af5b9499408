'use client';

import { useTranslations } from 'next-intl';
import type { MapView } from '../../map/map-view.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Zoom and overview. */
export function MapButtons({ view }: { readonly view: MapView }) {
  const t = useTranslations('map');
  const button = 'size-10 rounded-none text-text';
  return (
    <div className="absolute bottom-3 inset-s-3 flex flex-col divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface shadow-panel">
      <IconButton label={t('zoomIn')} onClick={() => view.zoomBy(1)} className={button}>
        <Icon name="plus" size={18} />
      </IconButton>
      <IconButton label={t('zoomOut')} onClick={() => view.zoomBy(-1)} className={button}>
        <Icon name="minus" size={18} />
      </IconButton>
      <IconButton label={t('showEverybody')} onClick={() => view.showEverybody()} className={button}>
        <Icon name="fit" size={18} />
      </IconButton>
    </div>
  );
}
