'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClient } from 'urql';
import type { SuggestedRulesQuery } from '../../../__generated__/graphql.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SUGGESTED_RULES } from '../documents.graphql.ts';

const WEEK_MS = 7 * 86_400_000;

type Suggestion = NonNullable<SuggestedRulesQuery['suggestedRules']>;

/** Asks the zone's own history of the last week which rules would keep it from flapping, and fills them in. */
export function SuggestRules({
  zoneId,
  onTake,
}: {
  readonly zoneId: string;
  readonly onTake: (rules: NonNullable<Suggestion['rules']>) => void;
}) {
  const t = useTranslations('zonePages.draw.rules.suggest');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Suggestion | 'failed' | null>(null);

  async function ask() {
    setBusy(true);
    const to = Date.now();
    const variables = {
      geofenceId: zoneId,
      from: new Date(to - WEEK_MS).toISOString(),
      to: new Date(to).toISOString(),
    };
    const { data } = await client.query(SUGGESTED_RULES, variables, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const suggestion = data?.suggestedRules;
    setAnswer(suggestion ?? 'failed');
    if (suggestion?.rules) onTake(suggestion.rules);
  }

  if (!useMay('visits:read')) return null;
  return (
    <div className="flex flex-col gap-2">
      <Button className="self-start" disabled={busy} onClick={() => void ask()}>
        {busy ? t('busy') : t('ask')}
      </Button>
      <div role="status">
        {!busy && answer === 'failed' && <Notice tone="danger">{t('failed')}</Notice>}
        {!busy && answer && answer !== 'failed' && <Found suggestion={answer} />}
      </div>
    </div>
  );
}

function Found({
  suggestion: { fixes, flapsToday, flapsTried, flapsThen, minutesMoved, rules },
}: {
  readonly suggestion: Suggestion;
}) {
  const t = useTranslations('zonePages.draw.rules.suggest');
  const format = useFormatter();
  if (!flapsToday) return <Notice tone="success">{t('calm', { fixes })}</Notice>;
  if (!rules) return <Notice tone="info">{t('noHelp', { flaps: flapsToday })}</Notice>;
  const minutes = format.number(minutesMoved ?? 0, { maximumFractionDigits: 0 });
  return <Notice tone="success">{t('found', { tried: flapsTried, left: flapsThen ?? 0, minutes })}</Notice>;
}
