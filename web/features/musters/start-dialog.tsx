'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { MusterMode, StationPolicy } from '../../__generated__/graphql.ts';
import { usePlaces } from '../../live/headcount/use-places.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import { START_MUSTER } from './actions.graphql.ts';
import { idempotencyKey } from '../../graphql/idempotency-key.ts';
import { placeOptions } from './place-options.ts';

const FIELDS = ['placeId', 'mode', 'name', 'stationPolicy', 'expectedMinutes'] as const;
const MODES: readonly MusterMode[] = ['LIVE', 'DRILL', 'TEST'];
const POLICIES: readonly StationPolicy[] = ['ALLOW', 'ASK', 'REFUSE'];

/** Asks where, what for and by which rules, then starts a muster and opens it. */
export function StartDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('musters.start');
  const names = useTranslations('musters');
  const router = useRouter();
  const places = usePlaces(null);
  // Pressing again after a lost answer must not start a second one.
  const [key] = useState(idempotencyKey);
  const [, start] = useMutation(START_MUSTER);

  const form = useForm(FIELDS, async (entered) => {
    const minutes = textOf(entered, 'expectedMinutes');
    const answer = await start({
      input: {
        placeId: textOf(entered, 'placeId'),
        mode: MODES.find((mode) => mode === textOf(entered, 'mode')) ?? 'DRILL',
        name: textOf(entered, 'name').trim(),
        stationPolicy: POLICIES.find((policy) => policy === textOf(entered, 'stationPolicy')) ?? 'ALLOW',
        expectedMinutes: minutes ? Number(minutes) : null,
        idempotencyKey: key,
      },
    });
    const payload = answer.data?.startMuster;
    if (!payload?.muster) return payload?.userErrors;
    router.push(`/musters/${payload.muster.id}`);
    return null;
  });

  return (
    <FormDialog title={t('title')} onClose={onClose} form={form} submit={t('start')}>
      <SelectField name="placeId" label={t('place')} hint={t('placeHint')} problem={form.problemOf('placeId')} required>
        {placeOptions(places.nodes).map(({ id, path }) => (
          <option key={id} value={id}>
            {path}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="mode"
        label={t('mode')}
        hint={t('modeHint')}
        problem={form.problemOf('mode')}
        defaultValue="DRILL"
      >
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {names(`modes.${mode}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        name="name"
        label={t('name')}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <SelectField name="stationPolicy" label={t('policy')} problem={form.problemOf('stationPolicy')}>
        {POLICIES.map((policy) => (
          <option key={policy} value={policy}>
            {names(`policies.${policy}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        name="expectedMinutes"
        type="number"
        min={1}
        max={1440}
        label={t('minutes')}
        hint={t('minutesHint')}
        problem={form.problemOf('expectedMinutes')}
      />
    </FormDialog>
  );
}
