'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useBrokenStreams, useLinkStatus } from '../../live/live-provider.tsx';
import type { LinkStatus } from '../../live/link.ts';
import { useAsOf } from '../../live/past/use-as-of.ts';
import type { BrokenStreams } from '../../live/stream-health.ts';
import { classNames } from '../../ui/class-names.ts';

/** Connected, but of some of what is shown nothing is heard. */
interface PartlyLive {
  readonly kind: 'partly';
  readonly broken: BrokenStreams;
}

/** What is shown is not of now, whatever the connection. */
interface ShowsPast {
  readonly kind: 'past';
}

type Shown = LinkStatus | PartlyLive | ShowsPast;

const LOOKS: Readonly<Record<Shown['kind'], { readonly dot: string; readonly text: string }>> = {
  past: { dot: 'bg-idle rounded-none!', text: 'text-idle' },
  connecting: { dot: 'bg-muted', text: 'text-muted' },
  live: { dot: 'bg-connected', text: 'text-connected' },
  partly: { dot: 'bg-idle', text: 'text-idle' },
  behind: { dot: 'bg-idle', text: 'text-idle' },
  reconnecting: { dot: 'bg-idle animate-pulse', text: 'text-idle' },
  offline: { dot: 'bg-danger', text: 'text-danger' },
};

/** Whether what is on the screen is current. Changes of kind are read out, passing seconds are not. */
export function LinkBadge() {
  const t = useTranslations('link');
  const link = useLinkStatus();
  const broken = useBrokenStreams();
  const isPast = useAsOf().instant !== null;
  const now: LinkStatus | PartlyLive = link.kind === 'live' && broken.size ? { kind: 'partly', broken } : link;
  const status: Shown = isPast ? { kind: 'past' } : now;
  const describe = useDescription();
  const { dot, text } = LOOKS[status.kind];
  return (
    <div
      data-link={status.kind}
      title={describe(status)}
      className={classNames(
        'flex min-w-0 items-center gap-2 px-3 text-sm font-medium tabular-nums [grid-area:link] md:justify-center md:py-2 xl:not-group-data-narrow/shell:justify-start xl:not-group-data-narrow/shell:px-6',
        text,
      )}
    >
      <span className={classNames('size-2.5 shrink-0 rounded-full', dot)} aria-hidden />
      <span className="max-md:truncate max-[420px]:max-w-32 md:max-xl:sr-only xl:group-data-narrow/shell:sr-only">
        {describe(status)}
      </span>
      <span role="status" className="sr-only">
        {status.kind === 'behind' ? '' : t(status.kind)}
      </span>
    </div>
  );
}

function useDescription(): (status: Shown) => string {
  const t = useTranslations('link');
  const format = useFormatter();
  const age = (seconds: number) =>
    seconds < 120
      ? format.number(seconds, { style: 'unit', unit: 'second', unitDisplay: 'short' })
      : format.number(Math.round(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'short' });
  return (status) => {
    if (status.kind === 'partly') {
      const streams = format.list([...status.broken.keys()].map((name) => t(`streams.${name}`)));
      const since = format.dateTime(Math.min(...status.broken.values()), { timeStyle: 'short' });
      return t('partlySince', { streams, since });
    }
    if (status.kind === 'behind') return t('behind', { age: age(status.seconds) });
    if (status.kind === 'past' || status.kind === 'connecting' || status.kind === 'live') return t(status.kind);
    if (status.seconds === null) return t(status.kind);
    return t(`${status.kind}Since`, { age: age(status.seconds) });
  };
}
