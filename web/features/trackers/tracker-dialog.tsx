'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { UnitSelect } from '../../lists/unit-select.tsx';
import type { Units } from '../../lists/use-units.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useForm } from '../../ui/use-form.ts';
import { UPDATE_TRACKER } from './documents.graphql.ts';
import type { ShownTracker } from './tracker-header.tsx';

const FIELDS = ['name', 'unitId', 'identifiers'] as const;

// The API takes no more.
const MOST_IDENTIFIERS = 10;

/** Changes what a tracker is called and what its device calls itself. */
export function TrackerDialog({
  tracker,
  units,
  onClose,
  onDone,
}: {
  readonly tracker: ShownTracker;
  readonly units: Units;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('trackers.edit');
  const [identifiers, setIdentifiers] = useState<readonly string[]>(tracker.identifiers);
  const [, update] = useMutation(UPDATE_TRACKER);

  const form = useForm(
    FIELDS,
    async (entered) => {
      const input = {
        trackerId: tracker.id,
        name: textOf(entered, 'name').trim(),
        unitId: textOf(entered, 'unitId') || null,
        identifiers: identifiers.map((identifier) => identifier.trim()).filter(Boolean),
      };
      const payload = (await update({ input })).data?.updateTracker;
      if (!payload?.tracker) return payload?.userErrors;
      onDone();
      return null;
    },
    {
      NO_IDENTIFIER: () => t('problems.NO_IDENTIFIER'),
      NOT_FOUND: () => t('problems.NOT_FOUND'),
    },
  );

  return (
    <FormDialog title={t('title', { name: tracker.name })} onClose={onClose} form={form} submit={t('save')}>
      <TextField
        name="name"
        label={t('name')}
        defaultValue={tracker.name}
        problem={form.problemOf('name')}
        maxLength={100}
        required
      />
      <IdentifierFields identifiers={identifiers} problem={form.problemOf('identifiers')} onChange={setIdentifiers} />
      <UnitSelect
        label={t('unit')}
        units={units}
        unitId={tracker.unit?.id ?? null}
        problem={form.problemOf('unitId')}
      />
    </FormDialog>
  );
}

function IdentifierFields({
  identifiers,
  problem,
  onChange,
}: {
  readonly identifiers: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (identifiers: readonly string[]) => void;
}) {
  const t = useTranslations('trackers.edit');
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t('identifiers')}</legend>
      {identifiers.map((identifier, at) => (
        // An identifier has no name but its place in the list.
        <div key={at} className="flex items-center gap-2">
          <input
            aria-label={t('identifierNumber', { number: at + 1 })}
            value={identifier}
            onChange={(event) => onChange(identifiers.with(at, event.target.value))}
            maxLength={64}
            pattern="\S+"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            required
            className="min-h-11 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface px-3 font-mono text-sm"
          />
          {identifiers.length > 1 && (
            <IconButton
              label={t('removeIdentifier', { number: at + 1 })}
              onClick={() => onChange(identifiers.toSpliced(at, 1))}
            >
              <Icon name="close" size={18} />
            </IconButton>
          )}
        </div>
      ))}
      {identifiers.length < MOST_IDENTIFIERS && (
        <Button look="quiet" className="self-start" onClick={() => onChange([...identifiers, ''])}>
          <Icon name="plus" size={16} />
          {t('addIdentifier')}
        </Button>
      )}
      <p className={problem ? 'text-sm text-danger' : 'text-sm text-muted'}>{problem ?? t('identifiersHint')}</p>
    </fieldset>
  );
}
