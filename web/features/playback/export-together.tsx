'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ReplayExportQuery, TrackFileFormat } from '../../__generated__/graphql.ts';
import { askPage } from '../../graphql/ask-page.ts';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { REPLAY_EXPORT, START_REPLAY_EXPORT } from './documents.graphql.ts';
import { textOf } from './load-replay.ts';
import type { Replay } from './use-replay.ts';

const LOOK_EVERY_MS = 1_000;

type Export = NonNullable<ReplayExportQuery['positionExport']>;

/** All trackers of a replay in files that the server makes, with where they are fetched. */
export function ExportTogether({ replay, format }: { readonly replay: Replay; readonly format: TrackFileFormat }) {
  const t = useTranslations('playback.exporting');
  const tell = useRefusal();
  const [id, setId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const made = useExport(id);
  const start = async () => {
    setProblem(null);
    const trackerIds = replay.lanes.map(({ trackerId }) => trackerId);
    const input = { format, ...textOf(replay.span), trackerIds, idempotencyKey: crypto.randomUUID() };
    try {
      const { startPositionExport: answer } = await askPage(START_REPLAY_EXPORT, { input });
      setId(answer.export?.id ?? null);
      setProblem(answer.export ? null : (tell(answer.userErrors[0]) ?? t('failed')));
    } catch {
      setProblem(t('failed'));
    }
  };
  const failed = problem ?? problemOf(made, t('failed'));
  const busy = id !== null && isUnderWay(made);
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <p className="text-sm text-muted">{t('together')}</p>
      <Button disabled={busy || replay.lanes.length === 0} onClick={() => void start()}>
        {busy ? t('making', { share: made?.progress ?? 0 }) : t('make')}
      </Button>
      {failed && <Notice tone="danger">{failed}</Notice>}
      {made && made.files.length > 0 && <MadeFiles files={made.files} />}
    </section>
  );
}

function MadeFiles({ files }: { readonly files: Export['files'] }) {
  const t = useTranslations('playback.exporting');
  const { deviceUrl } = useViewing();
  return (
    <ul aria-label={t('made')} className="flex flex-col gap-1">
      {files.map(({ name, path }) => (
        <li key={path}>
          <a
            href={`${deviceUrl}${path}`}
            download={name}
            className="text-sm font-medium text-accent underline underline-offset-4"
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** An export as it stands, looked at until it ended. */
function useExport(id: string | null): Export | null {
  const [made, setMade] = useState<Export | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const control = new AbortController();
    const look = async () => {
      const answer = await askPage(REPLAY_EXPORT, { exportId: id }, control.signal).catch(() => null);
      if (control.signal.aborted) return;
      const found = answer?.positionExport ?? null;
      if (found) setMade(found);
      if (isUnderWay(found)) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    void look();
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [id]);
  return made;
}

/** One that nothing is known of yet is under way. */
function isUnderWay(made: Export | null): boolean {
  return !made || made.state === 'WAITING' || made.state === 'RUNNING';
}

function problemOf(made: Export | null, otherwise: string): string | null {
  return made?.state === 'FAILED' ? (made.problem ?? otherwise) : null;
}
