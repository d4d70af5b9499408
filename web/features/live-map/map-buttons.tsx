'use client';

import { useTranslations } from 'next-intl';
import type { MapView } from '../../map/map-view.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Zoom, overview, the measuring tool, and the way into the past. */
export function MapButtons({
  view,
  onLookBack,
  measures,
  onMeasure,
  heats,
  onHeat,
}: {
  readonly view: MapView;
  /** Shows an instant from now on; null while one is shown. */
  readonly onLookBack: (() => void) | null;
  /** Whether somebody measures. */
  readonly measures: boolean;
  readonly onMeasure: () => void;
  /** Whether the heat map is shown. */
  readonly heats: boolean;
  readonly onHeat: () => void;
}) {
  const t = useTranslations();
  const button = 'size-10 rounded-none text-text';
  return (
    <div className="absolute bottom-3 inset-s-3 flex flex-col divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface shadow-panel">
      <IconButton label={t('map.zoomIn')} onClick={() => view.zoomBy(1)} className={button}>
        <Icon name="plus" size={18} />
      </IconButton>
      <IconButton label={t('map.zoomOut')} onClick={() => view.zoomBy(-1)} className={button}>
        <Icon name="minus" size={18} />
      </IconButton>
      <IconButton label={t('map.showEverybody')} onClick={() => view.showEverybody()} className={button}>
        <Icon name="fit" size={18} />
      </IconButton>
      <IconButton
        label={t('map.measure.label')}
        aria-pressed={measures}
        onClick={onMeasure}
        className={classNames(button, measures && 'bg-accent-soft text-accent')}
      >
        <Icon name="measure" size={18} />
      </IconButton>
      <IconButton
        label={t('map.heat.label')}
        aria-pressed={heats}
        onClick={onHeat}
        className={classNames(button, heats && 'bg-accent-soft text-accent')}
      >
        <Icon name="heat" size={18} />
      </IconButton>
      {onLookBack && (
        <IconButton label={t('asOf.lookBack')} onClick={onLookBack} className={button}>
          <Icon name="clock" size={18} />
        </IconButton>
      )}
    </div>
  );
}
