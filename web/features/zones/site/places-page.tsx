'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useMay } from '../../../live/viewer-provider.tsx';
import { RowLink } from '../../../lists/row-link.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { showDialog } from '../../../ui/dialog-address.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { usePlaces } from '../use-places.ts';
import { zoneTree, type PlaceBranch, type PlaceRow, type TreeZone } from '../zone-tree.ts';
import { ZonesFrame } from '../zones-frame.tsx';

const ALL = { text: '', kinds: [] };
const NO_ZONES: readonly TreeZone[] = [];
// How far a place stands in for each place above it, in rem.
const INDENT_REM = 1.25;

/** Every place in what it is part of: what it is called, its clocks, and the way to change it. */
export function PlacesPage() {
  const t = useTranslations();
  const mayWrite = useMay('places:write');
  const places = usePlaces();
  const tree = useMemo(() => zoneTree(places.nodes, NO_ZONES, ALL), [places.nodes]);
  const add = mayWrite && <Button onClick={() => showDialog('add-place', '')}>{t('zonePages.addPlace.open')}</Button>;
  return (
    <ZonesFrame title={t('zonePages.places.title')} action={add}>
      <p className="max-w-2xl px-4 text-muted md:px-0">{t('zonePages.places.lead')}</p>
      <div className="border-line max-md:border-y md:overflow-hidden md:rounded-2xl md:border md:bg-surface">
        {places.loading && <SkeletonRows rows={6} label={t('lists.loading')} />}
        {places.failed && (
          <EmptyState
            icon="warning"
            title={t('lists.failed')}
            action={<Button onClick={places.reload}>{t('lists.retry')}</Button>}
          />
        )}
        {!places.loading && !places.failed && !tree.length && (
          <EmptyState icon="zones" title={t('zonePages.places.empty')} action={add}>
            {t('zonePages.places.emptyText')}
          </EmptyState>
        )}
        <ul aria-label={t('zonePages.places.title')}>
          {tree.map(
            (branch) =>
              branch.place && (
                <PlaceLine key={branch.place.id} branch={branch} place={branch.place} mayWrite={mayWrite} />
              ),
          )}
        </ul>
      </div>
    </ZonesFrame>
  );
}

function PlaceLine({
  branch: { depth, timeZone },
  place: { id, name, kind, timeZone: own },
  mayWrite,
}: {
  readonly branch: PlaceBranch<TreeZone>;
  readonly place: PlaceRow;
  readonly mayWrite: boolean;
}) {
  const t = useTranslations();
  return (
    <li
      className="flex items-center gap-1 border-b border-line py-1.5 pe-2 last:border-b-0 hover:bg-sunken/60"
      style={{ paddingInlineStart: `${1 + depth * INDENT_REM}rem` }}
    >
      <span className="min-w-0 flex-1">
        <RowLink href={`/places/${id}`}>{name}</RowLink>
        <span className="block text-sm text-muted">
          {t(`zones.placeKind.${kind}`)}
          {timeZone && ` · ${t(own ? 'zonePages.timeIn' : 'zonePages.places.timeFrom', { timeZone })}`}
        </span>
      </span>
      {mayWrite && (
        <>
          <IconButton label={t('zonePages.places.addIn', { name })} onClick={() => showDialog('add-place', id)}>
            <Icon name="plus" size={18} />
          </IconButton>
          <IconButton label={t('zonePages.places.edit', { name })} onClick={() => showDialog('edit-place', id)}>
            <Icon name="edit" size={18} />
          </IconButton>
        </>
      )}
    </li>
  );
}
