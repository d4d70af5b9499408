'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { FeedHeaderInput, FeedRowFragment, PositionFeedKind } from '../../../__generated__/graphql.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import type { InputError } from '../../../ui/form-problems.ts';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { CREATE_FEED, UPDATE_FEED } from './documents.graphql.ts';
import { readHeaders } from './read-headers.ts';

const FIELDS = ['kind', 'name', 'url', 'headers', 'identifierPrefix', 'intervalSeconds'] as const;
/** Those that can be added here; a simulation is switched on where an organisation is set up. */
const KINDS: readonly PositionFeedKind[] = ['GTFS_REALTIME', 'FIND_MY'];

/** Seconds between polls that are usual, and the fewest the API takes. */
const INTERVALS = {
  GTFS_REALTIME: { usual: 30, fewest: 10 },
  FIND_MY: { usual: 900, fewest: 300 },
  SIMULATION: { usual: 10, fewest: 5 },
} as const;

/** Adds a feed, or changes one. */
export function FeedDialog({
  feed,
  onClose,
  onDone,
}: {
  /** Null for a new one. */
  readonly feed: FeedRowFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('devices.feeds');
  const [kind, setKind] = useState<PositionFeedKind>(feed?.kind ?? 'GTFS_REALTIME');
  const [key] = useState(() => crypto.randomUUID());
  const [, create] = useMutation(CREATE_FEED);
  const [, update] = useMutation(UPDATE_FEED);
  const isHttp = kind === 'GTFS_REALTIME';
  const sentences = { BAD_LINES: ({ message }: InputError) => t('badLines', { lines: message }) };

  const form = useForm(
    FIELDS,
    async (entered) => {
      const { headers, badLines } = readHeaders(textOf(entered, 'headers'));
      if (badLines.length) return [{ field: ['headers'], code: 'BAD_LINES', message: badLines.join(', ') }];
      const common = readFeedForm(entered, { kind, headers });
      const payload = feed
        ? (await update({ input: { feedId: feed.id, ...common } })).data?.updatePositionFeed
        : (await create({ input: { kind, ...common, idempotencyKey: key } })).data?.createPositionFeed;
      if (!payload?.feed) return payload?.userErrors;
      onDone();
      return null;
    },
    sentences,
  );

  return (
    <FormDialog
      title={feed ? t('editNamed', { name: feed.name }) : t('add')}
      onClose={onClose}
      form={form}
      submit={t(feed ? 'save' : 'add')}
    >
      {!feed && <KindField kind={kind} problem={form.problemOf('kind')} onKind={setKind} />}
      <TextField
        name="name"
        label={t('name')}
        defaultValue={feed?.name}
        problem={form.problemOf('name')}
        maxLength={100}
        required
      />
      {isHttp && <HttpFields feed={feed} problemOf={form.problemOf} />}
      <IntervalField key={kind} kind={kind} feed={feed} problem={form.problemOf('intervalSeconds')} />
      <EnabledField feed={feed} />
    </FormDialog>
  );
}

/** What the form holds of a feed of some kind, as both mutations take it. */
function readFeedForm(form: FormData, { kind, headers }: { kind: PositionFeedKind; headers: FeedHeaderInput[] }) {
  return {
    name: textOf(form, 'name').trim(),
    intervalSeconds: Number(textOf(form, 'intervalSeconds')),
    enabled: form.get('enabled') !== null,
    ...(kind === 'GTFS_REALTIME' && {
      url: textOf(form, 'url').trim(),
      identifierPrefix: textOf(form, 'identifierPrefix').trim(),
      // What headers hold is never shown again; left empty they stay as they are.
      ...(headers.length && { headers }),
    }),
  };
}

function KindField({
  kind,
  problem,
  onKind,
}: {
  readonly kind: PositionFeedKind;
  readonly problem: string | undefined;
  readonly onKind: (kind: PositionFeedKind) => void;
}) {
  const t = useTranslations('devices.feeds');
  return (
    <SelectField
      label={t('kind')}
      hint={t(`kindHints.${kind}`)}
      problem={problem}
      value={kind}
      onChange={(event) => onKind(KINDS.find((each) => each === event.target.value) ?? kind)}
    >
      {KINDS.map((each) => (
        <option key={each} value={each}>
          {t(`kinds.${each}`)}
        </option>
      ))}
    </SelectField>
  );
}

function IntervalField({
  kind,
  feed,
  problem,
}: {
  readonly kind: PositionFeedKind;
  readonly feed: FeedRowFragment | null;
  readonly problem: string | undefined;
}) {
  const t = useTranslations('devices.feeds');
  const { usual, fewest } = INTERVALS[kind];
  return (
    <TextField
      name="intervalSeconds"
      type="number"
      label={t('interval')}
      hint={t('intervalHint', { fewest })}
      defaultValue={feed?.intervalSeconds ?? usual}
      problem={problem}
      min={fewest}
      max={86_400}
      required
    />
  );
}

function EnabledField({ feed }: { readonly feed: FeedRowFragment | null }) {
  const t = useTranslations('devices.feeds');
  return (
    <label className="flex items-center gap-2 text-sm">
      <input type="checkbox" name="enabled" defaultChecked={feed?.enabled ?? true} className="size-4" />
      {t('enabled')}
    </label>
  );
}

function HttpFields({
  feed,
  problemOf,
}: {
  readonly feed: FeedRowFragment | null;
  readonly problemOf: (field: (typeof FIELDS)[number]) => string | undefined;
}) {
  const t = useTranslations('devices.feeds');
  return (
    <>
      <TextField
        name="url"
        type="url"
        label={t('url')}
        defaultValue={feed?.url ?? undefined}
        problem={problemOf('url')}
        placeholder="https://"
        required
      />
      <TextAreaField
        name="headers"
        label={t('headers')}
        hint={feed?.headerNames.length ? t('headersKept', { names: feed.headerNames.join(', ') }) : t('headersHint')}
        problem={problemOf('headers')}
        rows={2}
        spellCheck={false}
      />
      <TextField
        name="identifierPrefix"
        label={t('prefix')}
        hint={t('prefixHint')}
        defaultValue={feed?.identifierPrefix}
        problem={problemOf('identifierPrefix')}
        maxLength={50}
        spellCheck={false}
      />
    </>
  );
}
