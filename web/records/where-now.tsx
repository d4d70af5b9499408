'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { useZoneIndex } from '../lists/use-zone-index.ts';
import { AgeText } from '../live/age-text.tsx';
import { usePosition } from '../live/use-position.ts';
import type { MarkerLook } from '../map/features/marker-diff.ts';
import { SceneMap } from '../scene/scene-map.tsx';
import { selfScene } from '../scene/self-scene.ts';
import { useSelectionOf, type ToldPosition } from '../scene/use-selection-of.ts';
import { useToday } from './use-today.ts';

/** A small map of where somebody or something is, and of its way today; both follow the positions that arrive. */
export function WhereNow({
  self,
  tracker,
  told,
}: {
  /** Whom the marker stands for. */
  readonly self: Pick<MarkerLook, 'label' | 'kind'> & { readonly id: string };
  /** The tracker that speaks, or null when there is none. */
  readonly tracker: { readonly id: string; readonly connection: ConnectionStatus } | null;
  /** The last position as far as a query knows it. */
  readonly told: ToldPosition | null;
}) {
  const t = useTranslations('records');
  const { all: zones } = useZoneIndex();
  const trackerId = tracker?.id ?? null;
  const connection = tracker?.connection ?? 'DISCONNECTED';
  const { selection, complete } = useSelectionOf(trackerId, { span: useToday(), told });
  const { id, label, kind } = self;
  const scene = useMemo(
    () => selfScene({ zones, selection, self: { id, label, kind, connection } }),
    [zones, selection, id, label, kind, connection],
  );
  return (
    <>
      <LastSeen trackerId={trackerId} told={told} />
      <SceneMap
        label={t('mapLabel', { name: label })}
        scene={scene}
        about={`${id} ${selection !== null} ${complete}`}
      />
    </>
  );
}

function LastSeen({ trackerId, told }: { readonly trackerId: string | null; readonly told: ToldPosition | null }) {
  const t = useTranslations('records');
  const live = usePosition(trackerId);
  const recordedAt = live?.recordedAt ?? (told && Date.parse(told.recordedAt));
  if (recordedAt === null) return <p className="text-sm text-muted">{t('noPosition')}</p>;
  return (
    <p className="text-sm text-muted">
      {t('lastPosition')} <AgeText instant={recordedAt} />
    </p>
  );
}
