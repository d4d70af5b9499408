'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import type { ResetHistoryQuery } from '../../__generated__/graphql.ts';
import { RESET_HISTORY } from './documents.graphql.ts';

type Entry = ResetHistoryQuery['auditEntries']['nodes'][number];

// The audit follows the log; a moment later it holds what was just done.
const AUDIT_FOLLOWS_MS = 1_500;

/** Who set or ended the reset of a place, and when it ran and for how many. @param version asks again when it is another. */
export function ResetHistory({ placeId, version }: { readonly placeId: string; readonly version: string }) {
  const t = useTranslations('places.reset');
  const actors = useTranslations('settings.actors');
  const format = useFormatter();
  const [{ data }, ask] = useQuery({ query: RESET_HISTORY, variables: { placeId } });
  const shown = useRef(version);
  useEffect(() => {
    if (shown.current === version) return undefined;
    shown.current = version;
    const timer = setTimeout(() => ask({ requestPolicy: 'network-only' }), AUDIT_FOLLOWS_MS);
    return () => clearTimeout(timer);
  }, [version, ask]);
  const entries = (data?.auditEntries.nodes ?? []).filter(({ action }) => action in WORDS).slice(0, MOST);
  if (!entries.length) return null;
  return (
    <details className="border-t border-line pt-3 text-sm">
      <summary className="cursor-pointer font-medium">{t('history')}</summary>
      <ul aria-label={t('history')} className="flex flex-col gap-1 pt-2">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              <Done entry={entry} />{' '}
              <span className="text-muted">{entry.actor.user?.name ?? actors(entry.actor.kind)}</span>
            </span>
            <time dateTime={entry.at} className="text-muted tabular-nums">
              {format.dateTime(new Date(entry.at), { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          </li>
        ))}
      </ul>
    </details>
  );
}

const MOST = 20;
const WORDS: Readonly<Record<string, 'ran' | 'set'>> = { 'headcount-reset-scheduled': 'set', 'headcount-reset': 'ran' };

function Done({ entry: { action, details } }: { readonly entry: Entry }) {
  const t = useTranslations('places.reset');
  const detail = (wanted: string) => details.find(({ name }) => name === wanted)?.value;
  if (WORDS[action] === 'ran') return t('ran', { count: Number(detail('ended') ?? 0) });
  const time = detail('localTime');
  return time ? t('setTo', { time }) : t('ended');
}
