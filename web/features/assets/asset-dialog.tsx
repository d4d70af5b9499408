'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { UnitSelect } from '../../lists/unit-select.tsx';
import type { Units } from '../../lists/use-units.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import type { CreateAssetInput } from '../../__generated__/graphql.ts';
import { CREATE_ASSET, UPDATE_ASSET } from './documents.graphql.ts';

/** What can be changed of an asset. */
export interface EditedAsset {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly unit: { readonly id: string } | null;
}

const FIELDS = ['name', 'unitId', 'category'] as const;

// What the form of a new asset begins with.
const NOTHING = { name: '', category: null, unit: null };

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
  const save = useSave(asset?.id ?? null);
  const before = asset ?? NOTHING;

  const form = useForm(
    FIELDS,
    async (entered) => {
      const value = (name: string) => textOf(entered, name).trim();
      const input = { name: value('name'), category: value('category') || null, unitId: value('unitId') || null };
      const payload = await save(input);
      if (!payload?.asset) return payload?.userErrors;
      onDone(payload.asset.id);
      return null;
    },
    { NOT_FOUND: () => t('problems.NOT_FOUND') },
  );

  return (
    <FormDialog
      title={asset ? t('title', { name: asset.name }) : t('addTitle')}
      onClose={onClose}
      form={form}
      submit={asset ? t('save') : t('add')}
    >
      <TextField
        name="name"
        label={t('name')}
        defaultValue={before.name}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <TextField
        name="category"
        label={t('category')}
        hint={t('categoryHint')}
        defaultValue={before.category ?? ''}
        problem={form.problemOf('category')}
        maxLength={100}
      />
      <UnitSelect label={t('unit')} units={units} unitId={before.unit?.id ?? null} problem={form.problemOf('unitId')} />
    </FormDialog>
  );
}

/** Saves an asset. @param assetId the asset to change, or null for a new one. */
function useSave(assetId: string | null) {
  const [, create] = useMutation(CREATE_ASSET);
  const [, change] = useMutation(UPDATE_ASSET);
  return async (input: CreateAssetInput) =>
    assetId === null
      ? (await create({ input })).data?.createAsset
      : (await change({ input: { ...input, assetId } })).data?.updateAsset;
}
