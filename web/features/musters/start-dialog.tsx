'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { MusterMode, StationPolicy } from '../../__generated__/graphql.ts';
import { usePlaces } from '../../live/headcount/use-places.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
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
  const problems = useFormProblems(FIELDS);
  // Pressing again after a lost answer must not start a second one.
  const [key] = useState(idempotencyKey);
  const [{ fetching }, start] = useMutation(START_MUSTER);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const minutes = textOf(form, 'expectedMinutes');
    const { data } = await start({
      input: {
        placeId: textOf(form, 'placeId'),
        mode: MODES.find((mode) => mode === textOf(form, 'mode')) ?? 'DRILL',
        name: textOf(form, 'name').trim(),
        stationPolicy: POLICIES.find((policy) => policy === textOf(form, 'stationPolicy')) ?? 'ALLOW',
        expectedMinutes: minutes ? Number(minutes) : null,
        idempotencyKey: key,
      },
    });
    const muster = data?.startMuster.muster;
    if (muster) return router.push(`/musters/${muster.id}`);
    problems.show(data?.startMuster.userErrors);
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <SelectField name="placeId" label={t('place')} hint={t('placeHint')} problem={problems.of('placeId')} required>
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
          problem={problems.of('mode')}
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
          problem={problems.of('name')}
          maxLength={100}
          autoComplete="off"
          required
        />
        <SelectField name="stationPolicy" label={t('policy')} problem={problems.of('stationPolicy')}>
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
          problem={problems.of('expectedMinutes')}
        />
        <FormButtons submit={t('start')} busy={fetching} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
