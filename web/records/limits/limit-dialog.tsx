'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { ShownLimitFragment } from '../../__generated__/graphql.ts';
import { UnitSelect } from '../../lists/unit-select.tsx';
import { useUnits } from '../../lists/use-units.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useWho } from './limit-words.ts';
import { SET_LIMIT } from './limits.graphql.ts';
import { PERSON_KINDS, readLimitForm } from './read-limit-form.ts';

const FIELDS = ['minimum', 'maximum', 'kinds', 'companyId'] as const;

/**
 * Sets a limit, or other numbers for one there is. Whom a limit counts never changes: for other people there is another.
 */
export function LimitDialog({
  of,
  limit,
  onClose,
  onDone,
}: {
  /** What it is for. */
  readonly of: { readonly zoneId: string } | { readonly placeId: string };
  /** The limit to change, or null for a new one. */
  readonly limit: ShownLimitFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('records.limits');
  const [, set] = useMutation(SET_LIMIT);

  const form = useForm(FIELDS, async (entered) => {
    const { minimum, maximum, ...counted } = readLimitForm(entered);
    const whom = limit ? { kinds: limit.kinds, companyId: limit.company?.id ?? null } : counted;
    const input = { ...of, minimum, maximum, ...whom };
    const payload = (await set({ input })).data?.setOccupancyLimit;
    if (!payload?.limit) return payload?.userErrors;
    onDone();
    return null;
  });

  return (
    <FormDialog
      title={t(limit ? 'changeTitle' : 'setTitle')}
      onClose={onClose}
      form={form}
      lead={t('lead')}
      submit={t('save')}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="minimum"
          type="number"
          inputMode="numeric"
          min={1}
          max={1_000_000}
          label={t('minimum')}
          hint={t('minimumHint')}
          defaultValue={limit?.minimum ?? ''}
          problem={form.problemOf('minimum')}
        />
        <TextField
          name="maximum"
          type="number"
          inputMode="numeric"
          min={0}
          max={1_000_000}
          label={t('maximum')}
          hint={t('maximumHint')}
          defaultValue={limit?.maximum ?? ''}
          problem={form.problemOf('maximum')}
        />
      </div>
      {limit ? <Counted limit={limit} /> : <WhomFields problemOf={form.problemOf} />}
    </FormDialog>
  );
}

function Counted({ limit }: { readonly limit: ShownLimitFragment }) {
  const t = useTranslations('records.limits');
  const who = useWho()(limit);
  return <p className="text-sm text-muted">{who ? t('countsOnly', { who }) : t('countsAll')}</p>;
}

/** Whom a new limit counts. */
function WhomFields({ problemOf }: { readonly problemOf: (field: (typeof FIELDS)[number]) => string | undefined }) {
  const t = useTranslations('records.limits');
  const kinds = useTranslations('people.kinds');
  const units = useUnits();
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="pb-1 text-sm font-medium">{t('kinds')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {PERSON_KINDS.map((kind) => (
            <label key={kind} className="flex min-h-9 items-center gap-2 text-sm">
              <input type="checkbox" name="kinds" value={kind} className="size-4 shrink-0 accent-accent" />
              {kinds(kind)}
            </label>
          ))}
        </div>
        <p className="text-sm text-muted">{problemOf('kinds') ?? t('kindsHint')}</p>
      </fieldset>
      <UnitSelect
        label={t('company')}
        units={units}
        unitId={null}
        problem={problemOf('companyId')}
        none={t('anyUnit')}
      />
    </>
  );
}
