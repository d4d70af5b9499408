'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { MarkMusterInput, MusterListedFragment, MusterMarkKind } from '../../__generated__/graphql.ts';
import { useLive } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { MARK_MUSTER } from './actions.graphql.ts';
import { idempotencyKey } from '../../graphql/idempotency-key.ts';

/** Where marks are made. */
export interface Marking {
  readonly musterId: string;
  /** The station at which the warden stands, or null for none. */
  readonly stationId: string | null;
}

/** What a warden may say of somebody, each with one tap. A mark that did not arrive is sent again as it was. */
export function MarkButtons({ listed, marking }: { readonly listed: MusterListedFragment; readonly marking: Marking }) {
  const t = useTranslations('musters.mark');
  const { clock } = useLive();
  const [{ fetching }, mark] = useMutation(MARK_MUSTER);
  const [unsent, setUnsent] = useState<MarkMusterInput | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { person, state, station } = listed;

  async function send(input: MarkMusterInput) {
    setProblem(null);
    const { data } = await mark({ input });
    setUnsent(data ? null : input);
    setProblem(data?.markMuster.userErrors[0]?.message ?? null);
  }

  function say(kind: MusterMarkKind) {
    // Who stands at a station that is not theirs is confirmed there, wherever the warden is.
    const stationId = kind === 'SAFE' && state === 'ASK' && station ? station.id : marking.stationId;
    const { musterId } = marking;
    const at = new Date(clock.now()).toISOString();
    void send({ musterId, personId: person.id, kind, stationId, at, idempotencyKey: idempotencyKey() });
  }

  const button = (kind: MusterMarkKind, text: 'confirm' | MusterMarkKind, look: 'primary' | 'secondary' | 'quiet') => (
    <Button
      key={kind}
      look={look}
      disabled={fetching}
      onClick={() => say(kind)}
      className="min-h-11 whitespace-nowrap max-sm:flex-1 max-sm:px-2"
      aria-label={t(`names.${text}`, { name: person.name, station: station?.name ?? '' })}
    >
      {t(`texts.${text}`)}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
      {unsent && (
        <p role="alert" className="flex w-full flex-wrap items-center justify-between gap-2 text-sm text-danger">
          {t('unsent')}
          <Button onClick={() => void send(unsent)}>{t('again')}</Button>
        </p>
      )}
      {problem && (
        <p role="alert" className="w-full text-sm text-danger">
          {problem}
        </p>
      )}
      {state !== 'SAFE' && button('SAFE', state === 'ASK' ? 'confirm' : 'SAFE', 'primary')}
      {state !== 'OFF_SITE' && button('OFF_SITE', 'OFF_SITE', 'secondary')}
      {state !== 'INJURED' && button('INJURED', 'INJURED', 'quiet')}
      {state !== 'MISSING' && button('MISSING', 'MISSING', 'quiet')}
    </div>
  );
}
