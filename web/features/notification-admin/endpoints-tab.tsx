'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { ListedDeliveryFragment, ListedEndpointFragment } from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import type { InputError } from '../../ui/form-problems.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { DeliveryStateText } from './delivery-state.tsx';
import { DELETE_ENDPOINT, ENDPOINTS, ROTATE_SECRET, TEST_ENDPOINT, UPDATE_ENDPOINT } from './documents.graphql.ts';
import { AddEndpoint } from './add-endpoint.tsx';
import { endpointsOf } from './rule-dialog.tsx';
import { SecretOnce } from './secret-once.tsx';

/** Where webhooks go, and how they do. */
export function EndpointsTab() {
  const t = useTranslations('notificationAdmin');
  const mayWrite = useMayEverywhere('notifications:write');
  const { nodes, loading, failed, reload } = useWholeList(ENDPOINTS, endpointsOf);
  const [adding, setAdding] = useState(false);
  const add = mayWrite && (
    <Button look="primary" onClick={() => setAdding(true)} className="self-start">
      <Icon name="plus" size={16} />
      {t('endpoint.add')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      {failed && (
        <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />
      )}
      {loading && <SkeletonRows rows={3} label={t('loading')} />}
      {!loading && !failed && nodes.length === 0 && (
        <EmptyState icon="link" title={t('endpoint.none')} action={add}>
          {t('endpoint.noneText')}
        </EmptyState>
      )}
      {nodes.length > 0 && add}
      <ul aria-label={t('endpoint.title')} className="flex flex-col gap-2">
        {nodes.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} mayWrite={mayWrite} onChanged={reload} />
        ))}
      </ul>
      {adding && <AddEndpoint onAdded={reload} onClose={() => setAdding(false)} />}
    </div>
  );
}

function EndpointRow({
  endpoint,
  mayWrite,
  onChanged,
}: {
  readonly endpoint: ListedEndpointFragment;
  readonly mayWrite: boolean;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('notificationAdmin.endpoint');
  const format = useFormatter();
  const { url, description, enabled, disabledReason, failingSince, previousSecretUntil } = endpoint;
  const time = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li aria-label={url} className="flex flex-col gap-2 rounded-xl border border-line bg-surface p-4 text-sm">
      <p className="font-mono font-medium wrap-anywhere">{url}</p>
      {description && <p className="text-muted">{description}</p>}
      {!enabled && (
        <Notice tone={disabledReason ? 'danger' : 'info'}>
          {t(disabledReason ? `disabled.${disabledReason}` : 'off')}
        </Notice>
      )}
      {enabled && failingSince && <Notice tone="warning">{t('failing', { time: time(failingSince) })}</Notice>}
      {previousSecretUntil && <p className="text-muted">{t('oldSecret', { time: time(previousSecretUntil) })}</p>}
      {mayWrite && <EndpointActions endpoint={endpoint} onChanged={onChanged} />}
    </li>
  );
}

function EndpointActions({
  endpoint: { id: endpointId, enabled },
  onChanged,
}: {
  readonly endpoint: ListedEndpointFragment;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('notificationAdmin');
  const tell = useRefusal();
  const [, update] = useMutation(UPDATE_ENDPOINT);
  const [, remove] = useMutation(DELETE_ENDPOINT);
  const [, rotate] = useMutation(ROTATE_SECRET);
  const [, tryOut] = useMutation(TEST_ENDPOINT);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [tried, setTried] = useState<ListedDeliveryFragment | null>(null);

  /** Does something with the endpoint and says what went wrong with it. */
  async function act(action: () => Promise<{ errors: readonly InputError[]; done: boolean }>) {
    setBusy(true);
    const { errors, done } = await action();
    setBusy(false);
    setProblem(done ? null : (tell(errors[0]) ?? t('notDone')));
    if (done) onChanged();
  }
  const test = () =>
    act(async () => {
      const payload = (await tryOut({ input: { endpointId } })).data?.testWebhookEndpoint;
      setTried(payload?.delivery ?? null);
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.delivery) };
    });
  const renew = () =>
    act(async () => {
      const payload = (await rotate({ input: { endpointId } })).data?.rotateWebhookSecret;
      setSecret(payload?.secret ?? null);
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.secret) };
    });
  const turn = () =>
    act(async () => {
      const payload = (await update({ input: { endpointId, enabled: !enabled } })).data?.updateWebhookEndpoint;
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.endpoint) };
    });
  const drop = () =>
    act(async () => {
      const payload = (await remove({ input: { endpointId } })).data?.deleteWebhookEndpoint;
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.endpointId) };
    });

  return (
    <>
      {problem && <Notice tone="danger">{problem}</Notice>}
      {secret && <SecretOnce secret={secret} />}
      {tried && (
        <p role="status" className="flex flex-wrap items-center gap-x-2">
          {t('endpoint.tried')} <DeliveryStateText state={tried.state} /> {t('endpoint.triedHint')}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button disabled={busy || !enabled} onClick={() => void test()}>
          {t('endpoint.test')}
        </Button>
        <Button disabled={busy} onClick={() => void renew()}>
          {t('endpoint.rotate')}
        </Button>
        <Button disabled={busy} onClick={() => void turn()}>
          {t(enabled ? 'endpoint.turnOff' : 'endpoint.turnOn')}
        </Button>
        <Button look="quiet" disabled={busy} onClick={() => (sure ? void drop() : setSure(true))}>
          {t(sure ? 'endpoint.deleteSure' : 'endpoint.delete')}
        </Button>
      </div>
    </>
  );
}
