'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type {
  ListedEndpointFragment,
  ListedRuleFragment,
  NotificationRecipientsQuery,
  NotificationRulesQuery,
  WebhookEndpointsQuery,
} from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { KIND_GROUPS } from '../../live/notification-kinds.ts';
import { usePlaces } from '../../live/headcount/use-places.ts';
import { useZones } from '../../live/headcount/use-zones.ts';
import { byName } from '../../ui/by-name.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { CheckGroup } from './check-group.tsx';
import { CREATE_RULE, ENDPOINTS, RECIPIENTS, UPDATE_RULE } from './documents.graphql.ts';
import { lacksQuietEnd, readRuleForm } from './rule-form.ts';

const FIELDS = [
  'name',
  'kinds',
  'geofenceIds',
  'placeIds',
  'lateAfterMinutes',
  'throttleSeconds',
  'quietHours',
  'inAppUserIds',
  'emailUserIds',
  'emailAddresses',
  'endpointIds',
] as const;
const USUAL_LATE_MINUTES = 60;
const MINUTE_S = 60;
const GROUPS = Object.keys(KIND_GROUPS) as (keyof typeof KIND_GROUPS)[];

/** Asks what a rule is about and whom it tells. @param rule the one that is changed; null: a new one. */
export function RuleDialog({
  rule,
  onDone,
  onClose,
}: {
  readonly rule: ListedRuleFragment | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations('notificationAdmin.rule');
  const [, create] = useMutation(CREATE_RULE);
  const [, update] = useMutation(UPDATE_RULE);
  const sentences = { ONE_END: () => t('quietOneEnd') };

  const form = useForm(
    FIELDS,
    async (entered) => {
      if (lacksQuietEnd(entered)) return [{ field: ['quietHours'], code: 'ONE_END', message: '' }];
      const input = readRuleForm(entered);
      const payload = rule
        ? (await update({ input: { ...input, ruleId: rule.id } })).data?.updateNotificationRule
        : (await create({ input })).data?.createNotificationRule;
      if (!payload?.rule) return payload?.userErrors;
      onDone();
      return null;
    },
    sentences,
  );

  return (
    <FormDialog title={t(rule ? 'change' : 'add')} onClose={onClose} form={form} submit={t('save')}>
      <TextField
        name="name"
        label={t('name')}
        defaultValue={rule?.name}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <About rule={rule} problemOf={form.problemOf} />
      <Recipients rule={rule} problemOf={form.problemOf} />
      <Times rule={rule} problemOf={form.problemOf} />
    </FormDialog>
  );
}

interface PartProps {
  readonly rule: ListedRuleFragment | null;
  readonly problemOf: (field: (typeof FIELDS)[number]) => string | undefined;
}

function About({ rule, problemOf }: PartProps) {
  const t = useTranslations('notificationAdmin');
  const zones = useZones(null);
  const places = usePlaces(null);
  const idsOf = (things: ListedRuleFragment['geofences'] | ListedRuleFragment['places'] | undefined) =>
    new Set((things ?? []).flatMap((thing) => (thing ? [thing.id] : [])));
  const narrower = [...(rule?.people ?? []), ...(rule?.assets ?? []), ...(rule?.units ?? [])];
  return (
    <>
      {GROUPS.map((group) => (
        <CheckGroup
          key={group}
          title={t(`rule.kindGroups.${group}`)}
          problem={group === 'zones' ? problemOf('kinds') : undefined}
          name="kinds"
          options={KIND_GROUPS[group].map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          chosen={new Set(rule?.kinds)}
        />
      ))}
      <CheckGroup
        title={t('rule.zones')}
        hint={t('rule.zonesHint')}
        problem={problemOf('geofenceIds')}
        name="geofenceIds"
        options={zones.nodes.toSorted(byName).map(({ id, name }) => ({ value: id, label: name }))}
        chosen={idsOf(rule?.geofences)}
      />
      <CheckGroup
        title={t('rule.places')}
        hint={t('rule.placesHint')}
        problem={problemOf('placeIds')}
        name="placeIds"
        options={places.nodes.toSorted(byName).map(({ id, name }) => ({ value: id, label: name }))}
        chosen={idsOf(rule?.places)}
      />
      {narrower.length > 0 && <Notice tone="info">{t('rule.narrower', { count: narrower.length })}</Notice>}
    </>
  );
}

function Recipients({ rule, problemOf }: PartProps) {
  const t = useTranslations('notificationAdmin.rule');
  const users = useWholeList(RECIPIENTS, recipientsOf).nodes.filter(({ active }) => active);
  const endpoints = useWholeList(ENDPOINTS, endpointsOf).nodes;
  const optionsOf = (those: typeof users) => those.map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <>
      <CheckGroup
        title={t('inApp')}
        hint={t('inAppHint')}
        problem={problemOf('inAppUserIds')}
        name="inAppUserIds"
        options={optionsOf(users)}
        chosen={new Set(rule?.inAppUsers.map(({ userId }) => userId))}
      />
      <CheckGroup
        title={t('byEmail')}
        hint={t('byEmailHint')}
        problem={problemOf('emailUserIds')}
        name="emailUserIds"
        options={optionsOf(users.filter(({ hasEmail }) => hasEmail))}
        chosen={new Set(rule?.emailUsers.map(({ userId }) => userId))}
      />
      <TextField
        name="emailAddresses"
        label={t('addresses')}
        hint={t('addressesHint')}
        defaultValue={rule?.emailAddresses.join(', ')}
        problem={problemOf('emailAddresses')}
        autoComplete="off"
      />
      {endpoints.length > 0 && (
        <CheckGroup
          title={t('endpoints')}
          problem={problemOf('endpointIds')}
          name="endpointIds"
          options={endpoints.map((endpoint) => ({ value: endpoint.id, label: nameOf(endpoint) }))}
          chosen={new Set(rule?.endpoints.map(({ id }) => id))}
        />
      )}
    </>
  );
}

function Times({ rule, problemOf }: PartProps) {
  const t = useTranslations('notificationAdmin.rule');
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          name="quietFrom"
          type="time"
          label={t('quietFrom')}
          defaultValue={rule?.quietHours?.from}
          problem={problemOf('quietHours')}
        />
        <TextField
          name="quietTo"
          type="time"
          label={t('quietTo')}
          defaultValue={rule?.quietHours?.to}
          problem={problemOf('quietHours')}
        />
      </div>
      <p className="-mt-2 text-sm text-muted">{t('quietHint')}</p>
      <TextField
        name="throttleMinutes"
        type="number"
        min={0}
        max={1440}
        label={t('throttle')}
        hint={t('throttleHint')}
        defaultValue={rule?.throttleSeconds ? Math.ceil(rule.throttleSeconds / MINUTE_S) : ''}
        problem={problemOf('throttleSeconds')}
      />
      <TextField
        name="lateAfterMinutes"
        type="number"
        min={0}
        max={10_080}
        label={t('late')}
        hint={t('lateHint')}
        defaultValue={rule?.lateAfterMinutes ?? USUAL_LATE_MINUTES}
        problem={problemOf('lateAfterMinutes')}
        required
      />
    </>
  );
}

/** How an endpoint is called: as its owner says, else by its address. */
export function nameOf({ description, url }: Pick<ListedEndpointFragment, 'description' | 'url'>): string {
  return description || url;
}

/** The list in the answer; a constant for `useWholeList`. */
export function endpointsOf(data: WebhookEndpointsQuery): WebhookEndpointsQuery['webhookEndpoints'] {
  return data.webhookEndpoints;
}

/** The list in the answer; a constant for `useWholeList`. */
export function rulesOf(data: NotificationRulesQuery): NotificationRulesQuery['notificationRules'] {
  return data.notificationRules;
}

function recipientsOf(data: NotificationRecipientsQuery): NotificationRecipientsQuery['notificationRecipients'] {
  return data.notificationRecipients;
}
