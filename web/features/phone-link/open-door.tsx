'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { CREATE_INGEST_DOOR, INGEST_DOORS } from './documents.graphql.ts';

const FIELDS = ['name'] as const;

/** Opens a door and passes its token on; reminds of doors that are open already. */
export function OpenDoor({ onOpened }: { readonly onOpened: (token: string) => void }) {
  const t = useTranslations('phoneLink');
  const problems = useFormProblems(FIELDS);
  const [{ data }] = useQuery({ query: INGEST_DOORS });
  const [{ fetching }, createDoor] = useMutation(CREATE_INGEST_DOOR);
  const open = data?.ingestDoors.filter(({ closedAt }) => closedAt === null) ?? [];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), 'door').trim();
    const payload = (await createDoor({ input: { name } })).data?.createIngestDoor;
    if (payload?.token) return onOpened(payload.token);
    problems.show(payload?.userErrors);
  }

  const general = problems.of(null);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3 rounded-xl border border-line p-3.5">
      {general && <Notice tone="danger">{general}</Notice>}
      <TextField
        name="door"
        label={t('doorName')}
        problem={problems.of('name')}
        defaultValue={t('doorDefault')}
        maxLength={100}
        required
      />
      <Button type="submit" look="primary" disabled={fetching}>
        {fetching ? t('doorCreating') : t('doorCreate')}
      </Button>
      {open.length > 0 && (
        <div className="text-sm text-muted">
          <p>{t('doorExisting')}</p>
          <ul tabIndex={0} className="mt-1 max-h-24 list-disc overflow-y-auto ps-5">
            {open.map(({ id, name, tokenPrefix }) => (
              <li key={id}>{t('doorPrefix', { name, prefix: tokenPrefix })}</li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}
