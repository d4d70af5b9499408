'use client';

import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { replayLink, type Chosen, type ReplaySpan } from './playback-address.ts';
import type { ReplayEvent } from './replay/replay-events.ts';
import { nextSpeed, SPEEDS } from './replay/speeds.ts';
import { usePlayer, type Replay } from './use-replay.ts';
import { jump } from './use-replay-keys.ts';

const SAID_FOR_MS = 2_000;

/** Plays, pauses, steps from event to event, and says which instant is shown and how fast time passes. */
export function Transport({
  replay,
  events,
  who,
  span,
}: {
  readonly replay: Replay;
  readonly events: readonly ReplayEvent[];
  readonly who: readonly Chosen[];
  readonly span: ReplaySpan;
}) {
  const t = useTranslations('playback');
  const { player } = replay;
  const { playing } = usePlayer(player);
  const [exporting, setExporting] = useState(false);
  const link = () =>
    replayLink({ origin: location.origin, who, span, at: player.instant, speed: player.state().speed });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <div className="flex items-center gap-1">
        <IconButton label={t('previousEvent')} onClick={() => jump(player, events, -1)}>
          <Icon name="previous" />
        </IconButton>
        <Button
          look="primary"
          className="w-12 px-0"
          aria-label={playing ? t('pause') : t('play')}
          onClick={() => player.toggle()}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </Button>
        <IconButton label={t('nextEvent')} onClick={() => jump(player, events, 1)}>
          <Icon name="next" />
        </IconButton>
      </div>
      <ClockText replay={replay} />
      <SpeedControl replay={replay} />
      <div className="ms-auto flex items-center gap-1">
        <CopyLink link={link} />
        <Button look="quiet" className="px-2.5" aria-label={t('export')} onClick={() => setExporting(true)}>
          <Icon name="download" size={16} />
          <span className="max-2xl:sr-only">{t('export')}</span>
        </Button>
      </div>
      {exporting && <ExportDialog replay={replay} onClose={() => setExporting(false)} />}
    </div>
  );
}

/** The shown instant; written past React with every frame. */
function ClockText({ replay: { player } }: { readonly replay: Replay }) {
  const timeZone = useTimeZone() ?? 'UTC';
  const locale = useLocale();
  const time = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const clock = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium' });
    const date = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
    return player.onFrame((instant) => {
      if (!time.current) return;
      const [first, second] = time.current.children;
      if (first) first.textContent = clock.format(instant);
      if (second) second.textContent = date.format(instant);
      time.current.dateTime = new Date(instant).toISOString();
    });
  }, [player, timeZone, locale]);
  return (
    <time ref={time} data-clock className="flex flex-col leading-tight tabular-nums">
      <span className="text-lg font-semibold" />
      <span className="text-xs text-muted" />
    </time>
  );
}

function SpeedControl({ replay: { player } }: { readonly replay: Replay }) {
  const t = useTranslations('playback');
  const { speed } = usePlayer(player);
  return (
    <div className="flex items-center">
      <IconButton
        label={t('slower')}
        disabled={speed === SPEEDS[0]}
        onClick={() => player.setSpeed(nextSpeed(speed, -1))}
      >
        <Icon name="minus" size={16} />
      </IconButton>
      <select
        aria-label={t('speed')}
        value={speed}
        onChange={(event) => player.setSpeed(Number(event.target.value))}
        className="min-h-9 rounded-lg border border-line-strong bg-surface px-1.5 text-sm tabular-nums"
      >
        {SPEEDS.map((each) => (
          <option key={each} value={each}>
            {t('times', { speed: each })}
          </option>
        ))}
      </select>
      <IconButton
        label={t('faster')}
        disabled={speed === SPEEDS.at(-1)}
        onClick={() => player.setSpeed(nextSpeed(speed, 1))}
      >
        <Icon name="plus" size={16} />
      </IconButton>
    </div>
  );
}

/** Copies a link to the instant. Where there is no clipboard, outside of secure contexts, the address says it. */
function CopyLink({ link }: { readonly link: () => string }) {
  const t = useTranslations('playback');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const href = link();
    history.replaceState(null, '', href);
    await navigator.clipboard?.writeText(href).catch(() => undefined);
    setCopied(true);
  };
  return (
    <>
      <Button look="quiet" className="px-2.5" aria-label={t('copyLink')} onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'link'} size={16} />
        <span className="max-2xl:sr-only">{copied ? t('linkCopied') : t('copyLink')}</span>
      </Button>
      <span role="status" className="sr-only">
        {copied ? t('linkCopied') : ''}
      </span>
    </>
  );
}
