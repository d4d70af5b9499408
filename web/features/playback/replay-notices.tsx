'use client';

import { useTranslations } from 'next-intl';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { usePlayer, type Replay } from './use-replay.ts';
import type { ReplayData } from './use-replay-data.ts';
import { useNewPositions } from './use-new-positions.ts';

/** What a replay has to say about itself, over its map. */
export function ReplayNotices({
  replay,
  data: { progress, failing, toleranceMeters },
  onReload,
}: {
  readonly replay: Replay;
  readonly data: ReplayData;
  readonly onReload: () => void;
}) {
  const t = useTranslations('playback');
  const { waiting } = usePlayer(replay.player);
  const offline = useLinkStatus().kind === 'offline';
  const isSimplified = toleranceMeters > 0 && [progress === 1, waiting, failing].every((each) => !each);
  const empty = replay.facts.lanes.every(({ track }) => !track);
  return (
    <div className="pointer-events-none absolute inset-x-3 top-3 mx-auto flex max-w-md flex-col gap-2 *:pointer-events-auto">
      {offline && <Notice tone="warning">{t('offline')}</Notice>}
      {failing && !offline && <Notice tone="warning">{t('failing')}</Notice>}
      {empty ? (
        <Notice tone="info">{replay.lanes.length ? t('empty') : t('noTracker')}</Notice>
      ) : (
        waiting && !failing && <Notice tone="info">{t('waiting')}</Notice>
      )}
      <NewPositionsNotice replay={replay} onReload={onReload} />
      {isSimplified && (
        <p className="self-center rounded-full bg-raised/90 px-3 py-1 text-xs text-muted shadow-panel">
          {t('simplified', { share: progress, meters: Math.ceil(toleranceMeters) })}
        </p>
      )}
    </div>
  );
}

/** Says that there is more of the replayed time than was loaded, and loads it when asked. */
function NewPositionsNotice({ replay, onReload }: { readonly replay: Replay; readonly onReload: () => void }) {
  const t = useTranslations('playback');
  const { late, recent } = useNewPositions(replay);
  if (!late && !recent) return null;
  return (
    <Notice tone="info">
      <span className="flex flex-wrap items-center justify-between gap-2">
        {late > 0 ? t('late', { count: late }) : t('recent', { count: recent })}
        <Button className="min-h-8 px-2.5" onClick={onReload}>
          {t('reload')}
        </Button>
      </span>
    </Notice>
  );
}
