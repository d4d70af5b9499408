'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { MusterListedFragment, MusterMarkKind } from '../../__generated__/graphql.ts';
import { idempotencyKey } from '../../graphql/idempotency-key.ts';
import { useLive } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMarkQueue } from './use-mark-queue.ts';

/** Where marks are made. */
export interface Marking {
  readonly musterId: string;
  /** The station at which the warden stands, or null for none. */
  readonly stationId: string | null;
}

/** What a warden may say of somebody, each with one tap; what the server does not have yet is shown as such. */
export function MarkButtons({ listed, marking }: { readonly listed: MusterListedFragment; readonly marking: Marking }) {
  const t = useTranslations('musters.mark');
  const format = useFormatter();
  const { clock } = useLive();
  const { queue, marks } = useMarkQueue();
  const { person, state, station } = listed;
  const { musterId } = marking;
  const unsent = marks.findLast(
    ({ input, problem }) => input.musterId === musterId && input.personId === person.id && problem === null,
  );

  function say(kind: MusterMarkKind) {
    // Who stands at a station that is not theirs is confirmed there, wherever the warden is.
    const stationId = kind === 'SAFE' && state === 'ASK' && station ? station.id : marking.stationId;
    const at = new Date(clock.now()).toISOString();
    queue.add({ musterId, personId: person.id, kind, stationId, at, idempotencyKey: idempotencyKey() }, person.name);
  }

  const button = (kind: MusterMarkKind, text: 'confirm' | MusterMarkKind, look: 'primary' | 'secondary' | 'quiet') => (
    <Button
      key={kind}
      look={look}
      onClick={() => say(kind)}
      className="min-h-11 whitespace-nowrap max-sm:flex-1 max-sm:px-2"
      aria-label={t(`names.${text}`, { name: person.name, station: station?.name ?? '' })}
    >
      {t(`texts.${text}`)}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
      {unsent?.input.at && (
        <p role="status" className="flex w-full items-center gap-1.5 text-sm font-medium text-idle">
          <Icon name="clock" size={14} />
          {t('unsent', {
            mark: t(`texts.${unsent.input.kind}`),
            time: format.dateTime(new Date(unsent.input.at), { timeStyle: 'short' }),
          })}
        </p>
      )}
      {state !== 'SAFE' && button('SAFE', state === 'ASK' ? 'confirm' : 'SAFE', 'primary')}
      {state !== 'OFF_SITE' && button('OFF_SITE', 'OFF_SITE', 'secondary')}
      {state !== 'INJURED' && button('INJURED', 'INJURED', 'quiet')}
      {state !== 'MISSING' && button('MISSING', 'MISSING', 'quiet')}
    </div>
  );
}
