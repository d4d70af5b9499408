import { useFormatter, useTranslations } from 'next-intl';
import { useBrokenStreams, useLinkStatus } from './live-provider.tsx';
import type { LinkStatus } from './link.ts';
import { useAsOf } from './past/use-as-of.ts';
import type { BrokenStreams } from './stream-health.ts';

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

/** Whether what is on the screen is current. */
export interface Freshness {
  readonly kind: Shown['kind'];
  /** The same in words, with the age of what is shown. */
  readonly words: string;
  /** What is read out when it changes: passing seconds are not. */
  readonly spoken: string;
}

/** Colours of a dot and of the words, which never stand for the words. */
export const FRESHNESS_LOOKS: Readonly<Record<Freshness['kind'], { readonly dot: string; readonly text: string }>> = {
  past: { dot: 'bg-idle rounded-none!', text: 'text-idle' },
  connecting: { dot: 'bg-muted', text: 'text-muted' },
  live: { dot: 'bg-connected', text: 'text-connected' },
  partly: { dot: 'bg-idle', text: 'text-idle' },
  behind: { dot: 'bg-idle', text: 'text-idle' },
  reconnecting: { dot: 'bg-idle animate-pulse', text: 'text-idle' },
  offline: { dot: 'bg-danger', text: 'text-danger' },
};

/** Whether what is on the screen is current; changes by itself. */
export function useFreshness(): Freshness {
  const t = useTranslations('link');
  const link = useLinkStatus();
  const broken = useBrokenStreams();
  const isPast = useAsOf().instant !== null;
  const now: LinkStatus | PartlyLive = link.kind === 'live' && broken.size ? { kind: 'partly', broken } : link;
  const shown: Shown = isPast ? { kind: 'past' } : now;
  const words = useWords()(shown);
  return { kind: shown.kind, words, spoken: shown.kind === 'behind' ? '' : t(shown.kind) };
}

function useWords(): (shown: Shown) => string {
  const t = useTranslations('link');
  const format = useFormatter();
  const age = (seconds: number) =>
    seconds < 120
      ? format.number(seconds, { style: 'unit', unit: 'second', unitDisplay: 'short' })
      : format.number(Math.round(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'short' });
  return (shown) => {
    if (shown.kind === 'partly') {
      const streams = format.list([...shown.broken.keys()].map((name) => t(`streams.${name}`)));
      const since = format.dateTime(Math.min(...shown.broken.values()), { timeStyle: 'short' });
      return t('partlySince', { streams, since });
    }
    if (shown.kind === 'behind') return t('behind', { age: age(shown.seconds) });
    if (shown.kind === 'past' || shown.kind === 'connecting' || shown.kind === 'live') return t(shown.kind);
    if (shown.seconds === null) return t(shown.kind);
    return t(`${shown.kind}Since`, { age: age(shown.seconds) });
  };
}
