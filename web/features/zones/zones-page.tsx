'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import { chosenOf } from '../../lists/address.ts';
import { Choices } from '../../lists/choices.tsx';
import { FilterPanel } from '../../lists/filter-panel.tsx';
import { focusFirstRow, moveAlongRows } from '../../lists/row-keys.ts';
import { useAddress } from '../../lists/use-address.ts';
import { useSearchText } from '../../lists/use-search-text.ts';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useZones } from '../../live/headcount/use-zones.ts';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { showDialog } from '../../ui/dialog-address.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { KINDS } from './kind-field.tsx';
import { PlaceSection } from './place-section.tsx';
import { ExportDialog } from './export/export-dialog.tsx';
import { useHoursOfZones } from './hours/use-hours-of-zones.ts';
import { usePlaces } from './use-places.ts';
import { ZonesNavigation } from './zones-frame.tsx';
import { zoneTree } from './zone-tree.ts';

const NO_FILTER = { q: null, kind: null };

/** Every zone in its place, with how many are inside now. */
export function ZonesPage() {
  const t = useTranslations();
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const kinds = useMemo(() => chosenOf(address.parameters, 'kind', KINDS), [address.parameters]);
  const headcounts = useHeadcounts();
  const zones = useZones(headcounts);
  const places = usePlaces();
  const hoursOf = useHoursOfZones();
  const [exporting, setExporting] = useState(false);
  const mayEdit = useMay('geofences:write');
  const mayAddPlace = useMay('places:write');
  const link = useLinkStatus();
  const rows = useRef<HTMLDivElement>(null);
  const tree = useMemo(
    () => zoneTree(places.nodes, zones.nodes, { text, kinds }),
    [places.nodes, zones.nodes, text, kinds],
  );
  const filtering = kinds.length + Number(text.trim() !== '');
  const state = stateOf(zones, tree.length);
  return (
    <div className="mx-auto flex h-full max-w-6xl flex-col gap-3 py-3 md:px-6 md:py-5">
      <ZonesNavigation />
      {exporting && <ExportDialog onClose={() => setExporting(false)} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 md:px-0">
        <h1 className="text-xl font-semibold tracking-tight">{t('zonePages.title')}</h1>
        <p role="status" className="me-auto text-sm text-muted tabular-nums">
          {state === 'loading' || state === 'failed' ? '' : t('zonePages.count', { count: zones.nodes.length })}
        </p>
        {mayAddPlace && <Button onClick={() => showDialog('add-place', '')}>{t('zonePages.addPlace.open')}</Button>}
        <Button onClick={() => setExporting(true)}>{t('zonePages.export.open')}</Button>
        {mayEdit && <Button onClick={() => showDialog('import-zones', '')}>{t('zonePages.import.open')}</Button>}
        {mayEdit && <LinkButton href="/zones/new">{t('zonePages.draw.open')}</LinkButton>}
      </div>
      <div className="flex flex-wrap items-start gap-2 px-4 md:px-0">
        <div className="min-w-0 flex-1 basis-64">
          <SearchField
            label={t('zonePages.search')}
            placeholder={t('zonePages.search')}
            value={text}
            onChange={setText}
            onArrowDown={() => focusFirstRow(rows.current)}
          />
        </div>
        <FilterPanel filtering={filtering} onClear={() => address.change(NO_FILTER)}>
          <Choices
            label={t('zonePages.kind')}
            chosen={kinds}
            onChange={(kind) => address.change({ kind })}
            choices={KINDS.map((value) => ({
              value,
              name: t(`zones.kind.${value}`),
              mark: <ZoneMark kind={value} size={15} />,
            }))}
          />
        </FilterPanel>
      </div>
      {(link.kind === 'reconnecting' || link.kind === 'offline') && (
        <div className="px-4 md:px-0">
          <Notice tone="warning">{t(link.kind === 'offline' ? 'lists.offline' : 'lists.interrupted')}</Notice>
        </div>
      )}
      <div
        ref={rows}
        onKeyDown={(event) => moveAlongRows(event, rows.current)}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-line max-md:border-t md:rounded-2xl md:border md:bg-surface"
      >
        <ListState state={state} onRetry={zones.reload} onClear={() => address.change(NO_FILTER)} />
        {state === 'rows' &&
          tree.map((branch) => (
            <PlaceSection key={branch.place?.id ?? ''} branch={branch} headcounts={headcounts} hoursOf={hoursOf} />
          ))}
      </div>
    </div>
  );
}

type State = 'loading' | 'failed' | 'empty' | 'no-match' | 'rows';

function stateOf(
  zones: { readonly loading: boolean; readonly failed: boolean; readonly nodes: readonly unknown[] },
  shown: number,
): State {
  if (zones.failed) return 'failed';
  if (!zones.nodes.length) return zones.loading ? 'loading' : 'empty';
  return shown ? 'rows' : 'no-match';
}

function ListState({
  state,
  onRetry,
  onClear,
}: {
  readonly state: State;
  readonly onRetry: () => void;
  readonly onClear: () => void;
}) {
  const t = useTranslations();
  switch (state) {
    case 'loading':
      return <SkeletonRows rows={8} label={t('lists.loading')} />;
    case 'failed':
      return (
        <EmptyState
          icon="warning"
          title={t('lists.failed')}
          action={<Button onClick={onRetry}>{t('lists.retry')}</Button>}
        />
      );
    case 'empty':
      return (
        <EmptyState icon="zones" title={t('zones.empty.title')}>
          {t('zones.empty.text')}
        </EmptyState>
      );
    case 'no-match':
      return (
        <EmptyState
          icon="search"
          title={t('lists.noMatch')}
          action={<Button onClick={onClear}>{t('lists.clear')}</Button>}
        />
      );
    case 'rows':
      return null;
  }
}
