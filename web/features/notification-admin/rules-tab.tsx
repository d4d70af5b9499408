'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { ListedDeliveryFragment, ListedRuleFragment } from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import type { InputError } from '../../ui/form-problems.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { DeliveryStateText } from './delivery-state.tsx';
import { DeliveryTarget } from './delivery-target.tsx';
import { DELETE_RULE, RULES, TEST_RULE, UPDATE_RULE } from './documents.graphql.ts';
import { RuleDialog, rulesOf } from './rule-dialog.tsx';

/** Who is told of what. */
export function RulesTab() {
  const t = useTranslations('notificationAdmin');
  const mayWrite = useMayEverywhere('notifications:write');
  const { nodes, loading, failed, reload } = useWholeList(RULES, rulesOf);
  const [editing, setEditing] = useState<ListedRuleFragment | 'new' | null>(null);

  function done() {
    setEditing(null);
    reload();
  }

  const add = mayWrite && (
    <Button look="primary" onClick={() => setEditing('new')} className="self-start">
      <Icon name="plus" size={16} />
      {t('rule.add')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      {failed && (
        <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />
      )}
      {loading && <SkeletonRows rows={4} label={t('loading')} />}
      {!loading && !failed && nodes.length === 0 && (
        <EmptyState icon="bell" title={t('rules.none')} action={add}>
          {t('rules.noneText')}
        </EmptyState>
      )}
      {nodes.length > 0 && add}
      <ul aria-label={t('rules.title')} className="flex flex-col gap-2">
        {nodes.map((rule) => (
          <RuleRow key={rule.id} rule={rule} mayWrite={mayWrite} onEdit={() => setEditing(rule)} onChanged={reload} />
        ))}
      </ul>
      {editing && (
        <RuleDialog rule={editing === 'new' ? null : editing} onDone={done} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

function RuleRow({
  rule,
  mayWrite,
  onEdit,
  onChanged,
}: {
  readonly rule: ListedRuleFragment;
  readonly mayWrite: boolean;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('notificationAdmin');
  return (
    <li
      aria-label={rule.name}
      className={classNames(
        'flex flex-col gap-2 rounded-xl border border-line p-4 text-sm',
        rule.enabled && 'bg-surface',
      )}
    >
      <p className="flex flex-wrap items-center gap-x-2 text-base font-semibold">
        {rule.name}
        {!rule.enabled && (
          <span className="rounded bg-warning-soft px-1.5 py-0.5 text-xs font-medium text-idle">{t('rules.off')}</span>
        )}
      </p>
      <Summary rule={rule} />
      {mayWrite && <RuleActions rule={rule} onEdit={onEdit} onChanged={onChanged} />}
    </li>
  );
}

/** What a rule says, in words. */
function Summary({ rule }: { readonly rule: ListedRuleFragment }) {
  const t = useTranslations('notificationAdmin');
  const format = useFormatter();
  const kinds = format.list(rule.kinds.map((kind) => t(`kinds.${kind}`)));
  const where = [...rule.geofences, ...rule.places].flatMap((place) => (place ? [place.name] : []));
  const whom = [
    ...rule.inAppUsers.map(({ name }) => `${name} (${t('channels.IN_APP')})`),
    ...rule.emailUsers.map(({ name }) => `${name} (${t('channels.EMAIL')})`),
    ...rule.emailAddresses,
    ...rule.endpoints.map(({ url }) => url),
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      <dt className="text-muted">{t('rules.what')}</dt>
      <dd>{kinds}</dd>
      <dt className="text-muted">{t('rules.where')}</dt>
      <dd>{where.length ? format.list(where) : t('rules.everywhere')}</dd>
      <dt className="text-muted">{t('rules.whom')}</dt>
      <dd className="wrap-anywhere">{whom.length ? format.list(whom) : t('rules.nobody')}</dd>
      {rule.quietHours && (
        <>
          <dt className="text-muted">{t('rules.quiet')}</dt>
          <dd className="tabular-nums">{t('rules.between', { from: rule.quietHours.from, to: rule.quietHours.to })}</dd>
        </>
      )}
    </dl>
  );
}

function RuleActions({
  rule,
  onEdit,
  onChanged,
}: {
  readonly rule: ListedRuleFragment;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('notificationAdmin');
  const tell = useRefusal();
  const [, update] = useMutation(UPDATE_RULE);
  const [, remove] = useMutation(DELETE_RULE);
  const [, tryOut] = useMutation(TEST_RULE);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [told, setTold] = useState<readonly ListedDeliveryFragment[] | null>(null);
  const ruleId = rule.id;

  /** Does something with the rule and says what went wrong with it. */
  async function act(action: () => Promise<{ errors: readonly InputError[]; done: boolean }>) {
    setBusy(true);
    const { errors, done } = await action();
    setBusy(false);
    setProblem(done ? null : (tell(errors[0]) ?? t('notDone')));
    if (done) onChanged();
  }
  const turn = () =>
    act(async () => {
      const payload = (await update({ input: { ruleId, enabled: !rule.enabled } })).data?.updateNotificationRule;
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.rule) };
    });
  const test = () =>
    act(async () => {
      const payload = (await tryOut({ input: { ruleId } })).data?.testNotificationRule;
      setTold(payload?.deliveries ?? null);
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.deliveries) };
    });
  const drop = () =>
    act(async () => {
      const payload = (await remove({ input: { ruleId } })).data?.deleteNotificationRule;
      return { errors: payload?.userErrors ?? [], done: Boolean(payload?.ruleId) };
    });

  return (
    <>
      {problem && <Notice tone="danger">{problem}</Notice>}
      {told && (
        <div role="status" className="rounded-lg bg-sunken p-3">
          <p className="pb-1 font-medium">{t('rules.told', { count: told.length })}</p>
          <ul className="flex flex-col gap-1">
            {told.map((delivery) => (
              <li key={delivery.id} className="flex flex-wrap items-center gap-x-3">
                <DeliveryStateText state={delivery.state} /> <DeliveryTarget delivery={delivery} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button disabled={busy} onClick={onEdit}>
          {t('rule.change')}
        </Button>
        <Button disabled={busy} onClick={() => void test()}>
          {t('rules.test')}
        </Button>
        <Button disabled={busy} onClick={() => void turn()}>
          {t(rule.enabled ? 'rules.turnOff' : 'rules.turnOn')}
        </Button>
        <Button look="quiet" disabled={busy} onClick={() => (sure ? void drop() : setSure(true))}>
          {t(sure ? 'rules.deleteSure' : 'rules.delete')}
        </Button>
      </div>
    </>
  );
}
