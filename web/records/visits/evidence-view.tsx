'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { EvidencedVisitFragment } from '../../__generated__/graphql.ts';
import { SinceText } from '../../live/since-text.tsx';
import { zoneGeometry } from '../../map/features/zone-features.ts';
import { VisitPhases } from '../visit-phases.tsx';
import { VisitRules } from '../visit-rules.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import type { Scene } from '../../scene/scene.ts';
import { SceneMap } from '../../scene/scene-map.tsx';

type Visit = EvidencedVisitFragment;

/** Why a visit is believed: the positions that began and ended it, on the map and in numbers. */
export function EvidenceView({
  visit,
  loading,
  onRetry,
}: {
  /** Undefined where it is not known. */
  readonly visit: Visit | undefined;
  readonly loading: boolean;
  readonly onRetry: () => void;
}) {
  const t = useTranslations('records.evidence');
  if (visit) return <Evidence visit={visit} />;
  if (loading) return <SkeletonRows rows={2} label={t('loading')} />;
  return (
    <p role="alert" className="flex flex-wrap items-center justify-between gap-3 text-sm text-danger">
      {t('failed')}
      <Button onClick={onRetry}>{t('retry')}</Button>
    </p>
  );
}

function Evidence({ visit }: { readonly visit: Visit }) {
  const t = useTranslations('records.evidence');
  const marks = useTranslations('records.visit');
  const format = useFormatter();
  const scene = useMemo(() => sceneOf(visit, (decision) => t(`decisions.${decision}`)), [visit, t]);
  const meters = (value: number) =>
    format.number(Math.abs(value), { style: 'unit', unit: 'meter', maximumFractionDigits: 1 });
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <SceneMap label={t('mapLabel', { zone: visit.geofence.name })} scene={scene} about={visit.id} className="h-64" />
      <div className="flex flex-col gap-3 text-sm">
        {visit.retracted && <Notice tone="warning">{marks(visit.supersededBy ? 'superseded' : 'retracted')}</Notice>}
        <table className="w-full">
          <thead className="text-start text-muted">
            <tr>
              <th className="py-1 pe-3 font-medium">{t('decision')}</th>
              <th className="py-1 pe-3 font-medium">{t('recorded')}</th>
              <th className="py-1 text-end font-medium">{t('distance')}</th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {visit.evidence.map(({ decision, position, signedDistanceMeters, accuracyMeters }, index) => (
              <tr key={`${decision} ${position?.id ?? index}`} className="border-t border-line/70 align-top">
                <td className="py-1.5 pe-3">{t(`decisions.${decision}`)}</td>
                <td className="py-1.5 pe-3">
                  {position ? format.dateTime(new Date(position.recordedAt), { timeStyle: 'medium' }) : t('hidden')}
                  {accuracyMeters !== null && (
                    <span className="block text-muted">{t('accuracy', { distance: meters(accuracyMeters) })}</span>
                  )}
                </td>
                <td className="py-1.5 text-end">
                  {t(signedDistanceMeters <= 0 ? 'inside' : 'outside', { distance: meters(signedDistanceMeters) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <VisitPhases visit={visit} />
        <p className="text-muted">
          <VisitRules beganBy={visit.beganBy} endedBy={visit.endedBy} />{' '}
          {visit.tracker ? t('tracker', { tracker: visit.tracker.name }) : t('hiddenTracker')}{' '}
          {visit.endReason && t(`endReasons.${visit.endReason}`)} {t('known')}{' '}
          <SinceText instant={Date.parse(visit.knownAt)} />
        </p>
      </div>
    </div>
  );
}

/** The zone in the shape that the positions were judged by, and the positions. */
function sceneOf(visit: Visit, nameOf: (decision: Visit['evidence'][number]['decision']) => string): Scene {
  const { id, name, kind, versions } = visit.geofence;
  const judgedBy = visit.evidence[0]?.version;
  const version = versions.find(({ number }) => number === judgedBy) ?? versions.at(-1);
  const geometry = version && zoneGeometry(version);
  return {
    zones: geometry ? [{ id, name, kind, geometry }] : [],
    selectedZoneId: id,
    points: visit.evidence.flatMap(({ decision, position, signedDistanceMeters }) =>
      position
        ? {
            id: `${decision} ${position.id}`,
            latitude: position.latitude,
            longitude: position.longitude,
            label: nameOf(decision),
            kind: 'tracker' as const,
            connection: signedDistanceMeters <= 0 ? ('CONNECTED' as const) : ('DISCONNECTED' as const),
          }
        : [],
    ),
    selection: null,
  };
}
