'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../../ui/button.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useForm, type Refusal } from '../../../ui/use-form.ts';
import { SET_PLAN } from '../documents.graphql.ts';
import { PlanMap } from './plan-map.tsx';
import { readPlan, type PlanProblem, type ReadPlan } from './read-plan.ts';

const NO_FIELDS = [] as const;

/** Brings a drawing of a place, shows what it would look like, and keeps it; or takes the plan away. */
export function PlanDialog({
  place,
  hasPlan,
  onClose,
}: {
  readonly place: { readonly id: string; readonly name: string };
  readonly hasPlan: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('places.plan');
  const [file, setFile] = useState<File | null>(null);
  const [read, setRead] = useState<ReadPlan | PlanProblem | null>(null);
  const [, set] = useMutation(SET_PLAN);

  async function choose(chosen: File | null) {
    setFile(chosen);
    // It may have been moved or changed since it was chosen.
    setRead(chosen && readPlan(await chosen.text().catch(() => '')));
  }

  async function save(plan: unknown): Promise<Refusal> {
    const payload = (await set({ input: { placeId: place.id, plan } })).data?.updatePlace;
    if (!payload?.place) return payload?.userErrors;
    onClose();
    return null;
  }

  const drawing = read !== null && typeof read === 'object' ? read : null;
  const form = useForm(NO_FIELDS, async () =>
    drawing ? save(drawing.plan) : [{ field: [], code: 'OTHER', message: t('noFile') }],
  );

  return (
    <FormDialog
      title={t('dialog', { place: place.name })}
      lead={t('lead')}
      onClose={onClose}
      form={form}
      submit={t('save')}
    >
      <FileDrop
        label={t('file')}
        hint={t('hint')}
        accept=".geojson,.json"
        file={file}
        texts={{ choose: t('choose'), drop: t('drop'), clear: t('clear') }}
        onFile={(chosen) => void choose(chosen)}
      />
      {typeof read === 'string' && <Notice tone="danger">{t(`problems.${read}`)}</Notice>}
      {drawing && <Preview drawing={drawing} name={place.name} />}
      {hasPlan && !file && (
        <Button className="self-start" disabled={form.busy} onClick={() => void form.run(() => save(null))}>
          {t('takeAway')}
        </Button>
      )}
    </FormDialog>
  );
}

function Preview({
  drawing: { plan, roles, guessed, leftOut },
  name,
}: {
  readonly drawing: ReadPlan;
  readonly name: string;
}) {
  const t = useTranslations('places.plan');
  return (
    <div className="flex flex-col gap-2">
      <PlanMap plan={plan} label={t('mapOf', { name })} className="h-56" />
      <ul aria-label={t('found')} className="flex flex-wrap gap-1.5 text-sm">
        {roles.map(([role, count]) => (
          <li key={role} className="rounded-full border border-line bg-sunken px-2.5 py-0.5 tabular-nums">
            {t(`roles.${role}`, { count })}
          </li>
        ))}
      </ul>
      {guessed > 0 && <p className="text-sm text-muted">{t('guessed', { count: guessed })}</p>}
      {leftOut > 0 && <Notice tone="warning">{t('leftOut', { count: leftOut })}</Notice>}
    </div>
  );
}
