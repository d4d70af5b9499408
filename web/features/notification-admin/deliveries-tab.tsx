'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { DeliveryState, ListedDeliveryFragment, NotificationChannel } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { FilterSelect } from '../../lists/filter-select.tsx';
import { StaleNote } from '../../live/stale-note.tsx';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { DeliveryStateText } from './delivery-state.tsx';
import { DeliveryTarget } from './delivery-target.tsx';
import { DELIVERIES, REDELIVER } from './documents.graphql.ts';

const CHANNELS: readonly NotificationChannel[] = ['IN_APP', 'EMAIL', 'WEBHOOK', 'PUSH'];
const STATES: readonly DeliveryState[] = [
  'PENDING',
  'DELIVERED',
  'EXHAUSTED',
  'REFUSED',
  'SUPERSEDED',
  'CANCELLED',
  'NOT_SENT',
];
const AT_ONCE = 50;
const MOST = 500;
const LOOK_AGAIN_MS = 10_000;

/** What became of everything that was told, newest first. */
export function DeliveriesTab() {
  const t = useTranslations('notificationAdmin');
  const [channel, setChannel] = useState<NotificationChannel | null>(null);
  const [state, setState] = useState<DeliveryState | null>(null);
  const [first, setFirst] = useState(AT_ONCE);
  const { data, staleSince, failed, reload } = useLastingQuery(
    { query: DELIVERIES, variables: { filter: { channel, state }, first } },
    { everyMs: LOOK_AGAIN_MS },
  );
  const page = data?.notificationDeliveries;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ChoiceOf
          label={t('deliveries.channel')}
          any={t('deliveries.anyChannel')}
          values={CHANNELS}
          nameOf={(one) => t(`channels.${one}`)}
          chosen={channel}
          onChoose={setChannel}
        />
        <ChoiceOf
          label={t('deliveries.state')}
          any={t('deliveries.anyState')}
          values={STATES}
          nameOf={(one) => t(`states.${one}`)}
          chosen={state}
          onChoose={setState}
        />
        <StaleNote since={staleSince} />
      </div>
      {failed && (
        <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />
      )}
      {!page && !failed && <SkeletonRows rows={5} label={t('loading')} />}
      {page?.nodes.length === 0 && <EmptyState icon="bell" title={t('deliveries.none')} />}
      {!!page?.nodes.length && (
        <ol aria-label={t('deliveries.title')} className="flex flex-col gap-2">
          {page.nodes.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} onChanged={reload} />
          ))}
        </ol>
      )}
      {page?.pageInfo.hasNextPage && first < MOST && (
        <Button onClick={() => setFirst(Math.min(MOST, first * 2))}>{t('deliveries.more')}</Button>
      )}
    </div>
  );
}

/** A filter of one value, or none. */
function ChoiceOf<Value extends string>({
  label,
  any,
  values,
  nameOf,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly any: string;
  readonly values: readonly Value[];
  readonly nameOf: (value: Value) => string;
  readonly chosen: Value | null;
  readonly onChoose: (value: Value | null) => void;
}) {
  return (
    <FilterSelect
      label={label}
      value={chosen ?? ''}
      onChoose={(text) => onChoose(values.find((value) => value === text) ?? null)}
    >
      <option value="">{any}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {nameOf(value)}
        </option>
      ))}
    </FilterSelect>
  );
}

function DeliveryRow({
  delivery,
  onChanged,
}: {
  readonly delivery: ListedDeliveryFragment;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('notificationAdmin.deliveries');
  const format = useFormatter();
  const mayWrite = useMayEverywhere('notifications:write');
  const { text, state, channel, createdAt, rule, lastError, nextAttemptAt, attempts } = delivery;
  const time = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <li className="flex flex-col gap-1.5 rounded-xl border border-line bg-surface p-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-64 font-medium">{text}</p>
        <DeliveryStateText state={state} />
      </div>
      <p className="text-muted">
        <DeliveryTarget delivery={delivery} /> · {time(createdAt)}
        {rule && ` · ${rule.name}`}
      </p>
      {lastError && <p className="text-danger wrap-anywhere">{lastError}</p>}
      {nextAttemptAt && <p className="text-idle">{t('next', { time: time(nextAttemptAt) })}</p>}
      {attempts.length > 0 && (
        <details>
          <summary className="text-muted">{t('attempts', { count: attempts.length })}</summary>
          <ol className="mt-1 flex flex-col gap-1 ps-4 tabular-nums">
            {attempts.map(({ number, startedAt, statusCode, error, response }) => (
              <li key={number} className="wrap-anywhere">
                {number}. {time(startedAt)} {statusCode} {error} <code className="text-muted">{response}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
      {mayWrite && channel !== 'IN_APP' && state !== 'PENDING' && <Again delivery={delivery} onDone={onChanged} />}
    </li>
  );
}

function Again({ delivery, onDone }: { readonly delivery: ListedDeliveryFragment; readonly onDone: () => void }) {
  const t = useTranslations('notificationAdmin');
  const tell = useRefusal();
  const [{ fetching }, redeliver] = useMutation(REDELIVER);
  const [problem, setProblem] = useState<string | null>(null);

  async function again() {
    const payload = (await redeliver({ input: { deliveryId: delivery.id } })).data?.redeliverNotification;
    setProblem(payload?.delivery ? null : (tell(payload?.userErrors[0]) ?? t('notDone')));
    if (payload?.delivery) onDone();
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button disabled={fetching} onClick={() => void again()}>
        {t('deliveries.again')}
      </Button>
      {problem && (
        <span role="alert" className="text-danger">
          {problem}
        </span>
      )}
    </div>
  );
}
