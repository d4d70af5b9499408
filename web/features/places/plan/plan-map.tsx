'use client';

import type { FeatureCollection } from 'geojson';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import { boundsOf } from '../../../map/features/bounds.ts';
import { planFeatures } from '../../../map/features/plan-features.ts';
import { useEngine } from '../../../scene/use-engine.ts';
import { classNames } from '../../../ui/class-names.ts';
import { useTheme } from '../../../ui/use-theme.ts';
import { positionsOf } from './read-plan.ts';

const SURROUNDINGS: ReadonlySet<string> = new Set(['WATER', 'GREEN']);

/** What a place looks like, and nothing else. */
export function PlanMap({
  plan,
  label,
  className,
}: {
  /** As the API gives and takes it. */
  readonly plan: unknown;
  readonly label: string;
  readonly className: string;
}) {
  const t = useTranslations('scene');
  const container = useRef<HTMLDivElement>(null);
  const { engine, failed } = useEngine(container, label);
  const theme = useTheme();
  const drawn = useMemo(() => planFeatures([plan]), [plan]);
  useEffect(() => engine?.setTheme(theme), [engine, theme]);
  useEffect(() => engine?.showPlan(drawn), [engine, drawn]);
  useEffect(() => {
    const bounds = boundsOf(pointsOf(plan as FeatureCollection));
    if (bounds) engine?.fit(bounds, { instant: true });
  }, [engine, plan]);
  return (
    <div className={classNames('relative overflow-hidden rounded-xl border border-line bg-ground', className)}>
      <div ref={container} className="absolute! inset-0" />
      {failed && (
        <p className="absolute inset-0 flex items-center justify-center p-4 text-sm text-muted">{t('noMap')}</p>
      )}
    </div>
  );
}

function pointsOf({ features }: FeatureCollection) {
  // Water and greens often reach far beyond the site.
  const built = features.filter(({ properties }) => !SURROUNDINGS.has(String(properties?.['role'])));
  return (built.length ? built : features)
    .flatMap(({ geometry }) => positionsOf(geometry))
    .map(([longitude = 0, latitude = 0]) => ({ latitude, longitude }));
}
