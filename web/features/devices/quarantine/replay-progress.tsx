'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { ReplaysQuery } from '../../../__generated__/graphql.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { InstantText } from '../instant-text.tsx';
import { REPLAYS } from './documents.graphql.ts';

const LOOK_EVERY_MS = 1_500;

type Replay = ReplaysQuery['quarantineReplays']['nodes'][number];

/** The last replays of many fixes and how far they are; nothing where there was none. */
export function ReplayProgress({
  version,
  onMoved,
}: {
  /** Grows when a replay may have begun. */
  readonly version: number;
  /** Called when replays have come farther: fixes may have left quarantine. */
  readonly onMoved: () => void;
}) {
  const t = useTranslations('devices.quarantine.replays');
  const { data } = useLastingQuery(
    { query: REPLAYS, requestPolicy: 'cache-and-network' },
    { version, everyMs: LOOK_EVERY_MS },
  );
  const replays = data?.quarantineReplays.nodes ?? [];
  const moved = replays.map(({ id, replayed, state }) => `${id} ${replayed} ${state}`).join();
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (!data) return;
    // What there was at first moved nothing; a replay may begin and end between two looks.
    if (known.current !== null && known.current !== moved) onMoved();
    known.current = moved;
    // Only how far replays are is of interest.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [moved, data]);
  if (!replays.length) return null;
  return (
    <Panel title={t('title')}>
      <ul aria-label={t('title')} className="flex flex-col gap-3">
        {replays.map((replay) => (
          <ReplayItem key={replay.id} replay={replay} />
        ))}
      </ul>
    </Panel>
  );
}

function ReplayItem({ replay }: { readonly replay: Replay }) {
  const t = useTranslations('devices.quarantine');
  const format = useFormatter();
  const { state, createdAt, total, replayed, accepted, heard, refused } = replay;
  return (
    <li className="flex flex-col gap-1.5 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{t(`replays.${state}`)}</span>
        <span className="text-muted tabular-nums">
          {t('replays.of', { replayed: format.number(replayed), total: format.number(total) })}
        </span>
        <span className="text-muted sm:ms-auto">
          <InstantText at={createdAt} />
        </span>
      </div>
      {state === 'RUNNING' && <ProgressBar label={t('replays.progress')} share={total ? replayed / total : 1} />}
      <p className="text-muted tabular-nums">
        {t('replays.result', { accepted, heard })}
        {refused.map(({ reason, count }) => ` · ${t(`reasons.${reason}`)}: ${format.number(count)}`)}
      </p>
    </li>
  );
}
