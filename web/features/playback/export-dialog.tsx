'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { TrackFileFormat } from '../../__generated__/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ExportTogether } from './export-together.tsx';
import { LaneBadge } from './lane-badge.tsx';
import type { ReplayLane } from './replay/replay-lane.ts';
import { saveTrack } from './save-track.ts';
import type { Replay } from './use-replay.ts';

const FORMATS: readonly TrackFileFormat[] = ['CSV', 'GPX', 'KML', 'GEOJSON', 'TCX', 'NDJSON'];

/** Takes the replayed positions elsewhere: one file for each tracker at once, or all together in the background. */
export function ExportDialog({ replay, onClose }: { readonly replay: Replay; readonly onClose: () => void }) {
  const t = useTranslations('playback.exporting');
  const [format, setFormat] = useState<TrackFileFormat>('CSV');
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <SelectField
          label={t('format')}
          value={format}
          onChange={(event) => setFormat(FORMATS.find((each) => each === event.target.value) ?? 'CSV')}
        >
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(`formats.${each}`)}
            </option>
          ))}
        </SelectField>
        <ul aria-label={t('files')} className="divide-y divide-line/70">
          {replay.lanes.map((lane) => (
            <LaneFile key={`${lane.number} ${format}`} lane={lane} format={format} replay={replay} />
          ))}
        </ul>
        <ExportTogether key={format} replay={replay} format={format} />
      </div>
    </Dialog>
  );
}

type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly positions: number }
  | { readonly kind: 'failed' };

function LaneFile({
  lane,
  format,
  replay,
}: {
  readonly lane: ReplayLane;
  readonly format: TrackFileFormat;
  readonly replay: Replay;
}) {
  const t = useTranslations('playback.exporting');
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const control = useRef<AbortController>(null);
  useEffect(() => () => control.current?.abort(), []);
  const save = async () => {
    const { signal } = (control.current = new AbortController());
    setSaving({ kind: 'busy', positions: 0 });
    try {
      const onProgress = (positions: number) => setSaving({ kind: 'busy', positions });
      await saveTrack(lane, { format, span: replay.span, signal, onProgress });
      setSaving({ kind: 'idle' });
    } catch {
      if (!signal.aborted) setSaving({ kind: 'failed' });
    }
  };
  return (
    <li className="flex flex-col gap-1.5 py-2">
      <div className="flex items-center gap-2.5 text-sm">
        <LaneBadge number={lane.number} />
        <span className="min-w-0 flex-1 truncate font-medium">{lane.label}</span>
        <Button
          disabled={saving.kind === 'busy'}
          aria-label={t('save', { name: lane.label })}
          onClick={() => void save()}
        >
          <Icon name="download" size={16} />
          {saving.kind === 'busy' ? t('saving', { count: saving.positions }) : t('download')}
        </Button>
      </div>
      {saving.kind === 'failed' && <Notice tone="danger">{t('failed')}</Notice>}
    </li>
  );
}
