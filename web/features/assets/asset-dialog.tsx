'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { UnitSelect } from '../../lists/unit-select.tsx';
import type { Units } from '../../lists/use-units.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { sortProblems, type FormProblem } from '../../ui/form-problems.ts';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import type { CreateAssetInput } from '../../__generated__/graphql.ts';
import { CREATE_ASSET, UPDATE_ASSET } from './documents.graphql.ts';

/** What can be changed of an asset. */
export interface EditedAsset {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly unit: { readonly id: string } | null;
}

const FORM = { fields: ['name', 'unitId', 'category'], texts: ['NOT_FOUND'] } as const;

// What the form of a new asset begins with.
const NOTHING = { name: '', category: null, unit: null };

type Problem = FormProblem<(typeof FORM.fields)[number], (typeof FORM.texts)[number]>;

/** Adds an asset, or changes one. */
export function AssetDialog({
  asset,
  units,
  onClose,
  onDone,
}: {
  /** The asset to change, or null for a new one. */
  readonly asset: EditedAsset | null;
  readonly units: Units;
  readonly onClose: () => void;
  readonly onDone: (assetId: string) => void;
}) {
  const t = useTranslations('assets.edit');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const { save, busy } = useSave(asset?.id ?? null);
  const before = asset ?? NOTHING;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => textOf(form, name).trim();
    const input = { name: value('name'), category: value('category') || null, unitId: value('unitId') || null };
    const payload = await save(input);
    if (payload?.asset) return onDone(payload.asset.id);
    setProblems(sortProblems(payload?.userErrors ?? [], FORM));
  }

  function problemOf(field: Problem['field']): string | undefined {
    const problem = problems.find((candidate) => candidate.field === field);
    return problem && t(`problems.${problem.text}`, { message: problem.message });
  }

  const general = problemOf(null);
  return (
    <Dialog title={asset ? t('title', { name: asset.name }) : t('addTitle')} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <TextField
          name="name"
          label={t('name')}
          defaultValue={before.name}
          problem={problemOf('name')}
          maxLength={100}
          autoComplete="off"
          required
        />
        <TextField
          name="category"
          label={t('category')}
          hint={t('categoryHint')}
          defaultValue={before.category ?? ''}
          problem={problemOf('category')}
          maxLength={100}
        />
        <UnitSelect label={t('unit')} units={units} unitId={before.unit?.id ?? null} problem={problemOf('unitId')} />
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {busy ? t('saving') : asset ? t('save') : t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Saves an asset. @param assetId the asset to change, or null for a new one. */
function useSave(assetId: string | null) {
  const [creation, create] = useMutation(CREATE_ASSET);
  const [update, change] = useMutation(UPDATE_ASSET);
  return {
    busy: creation.fetching || update.fetching,
    save: async (input: CreateAssetInput) =>
      assetId === null
        ? (await create({ input })).data?.createAsset
        : (await change({ input: { ...input, assetId } })).data?.updateAsset,
  };
}
