'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useMutation } from 'urql';
import type { SavedViewList, ShownViewFragment } from '../../__generated__/graphql.ts';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import type { Address } from '../use-address.ts';
import { SAVE_VIEW, UPDATE_VIEW } from './documents.graphql.ts';
import { viewParameters } from './view-address.ts';

const FIELDS = ['name', 'shared'] as const;

/** Saves what a list shows as a view, or changes the name of one and who has it. */
export function ViewDialog({
  list,
  view,
  address,
  onSaved,
  onClose,
  onDelete,
}: {
  readonly list: SavedViewList;
  /** The view to change, or null for a new one. */
  readonly view: ShownViewFragment | null;
  readonly address: Address;
  /** Called with the id of a new view. */
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}) {
  const t = useTranslations('lists.views');
  const { name: tenant } = useViewing().viewer.tenant;
  const send = useSend({ list, view, address });
  const form = useForm(
    FIELDS,
    async (entered) => {
      const input = { name: textOf(entered, 'name').trim(), shared: entered.has('shared') };
      const payload = await send(input);
      if (!payload?.view) return payload?.userErrors;
      if (!view) onSaved(payload.view.id);
      onClose();
      return null;
    },
    { NAME_TAKEN: () => t('problems.NAME_TAKEN'), TOO_MANY: () => t('problems.TOO_MANY') },
  );
  const hintId = useId();
  const problem = form.problemOf('shared');
  return (
    <FormDialog
      title={view ? t('editNamed', { name: view.name }) : t('saveTitle')}
      {...(view ? {} : { lead: t('saveLead') })}
      onClose={onClose}
      form={form}
      submit={t('confirm')}
    >
      <TextField
        name="name"
        label={t('name')}
        defaultValue={view?.name ?? ''}
        problem={form.problemOf('name')}
        maxLength={80}
        autoComplete="off"
        required
      />
      <div className="text-sm">
        <label className="flex min-h-9 items-center gap-2 font-medium">
          <input
            type="checkbox"
            name="shared"
            defaultChecked={view?.shared ?? false}
            aria-describedby={hintId}
            aria-invalid={problem ? true : undefined}
            className="size-4 shrink-0 accent-accent"
          />
          {t('share', { tenant })}
        </label>
        <p id={hintId} className={problem ? 'text-danger' : 'text-muted'}>
          {problem ?? t('shareHint')}
        </p>
      </div>
      {view && (
        <Button className="self-start" onClick={onDelete}>
          {t('deleteOpen')}
        </Button>
      )}
    </FormDialog>
  );
}

/** Sends what was entered: with what the list shows for a new view, by itself for one that there is. */
function useSend({
  list,
  view,
  address,
}: {
  readonly list: SavedViewList;
  readonly view: ShownViewFragment | null;
  readonly address: Address;
}) {
  const [, save] = useMutation(SAVE_VIEW);
  const [, update] = useMutation(UPDATE_VIEW);
  return async (input: { readonly name: string; readonly shared: boolean }) =>
    view
      ? (await update({ input: { ...input, viewId: view.id } })).data?.updateView
      : (await save({ input: { ...input, list, parameters: viewParameters(address.parameters) } })).data?.saveView;
}
