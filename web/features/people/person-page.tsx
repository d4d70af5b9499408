'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useListVersion } from '../../lists/use-list-version.ts';
import { useUnits } from '../../lists/use-units.ts';
import { usePositionFeed } from '../../live/use-position.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { CarriedTrackers } from '../../records/carried-trackers.tsx';
import { RecordPage, recordState } from '../../records/record-page.tsx';
import type { ScaledPicture } from '../../records/scale-picture.ts';
import { PERSON, SET_PERSON_IMAGE } from './documents.graphql.ts';
import { ErasedNote } from './erasure/erased-note.tsx';
import { ErasureSection } from './erasure/erasure-section.tsx';
import { PersonDay } from './person-day.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PersonHeader } from './person-header.tsx';
import { PersonNow } from './person-now.tsx';

/** Everything about one person: who, where now, where before, and what they carry. */
export function PersonPage({ personId }: { readonly personId: string }) {
  const t = useTranslations('people');
  usePositionFeed();
  const version = useListVersion();
  const units = useUnits();
  const [editing, setEditing] = useState(false);
  const [{ data, fetching, error }, execute] = useFollowingQuery({ query: PERSON, variables: { personId } }, version);
  const [, setImage] = useMutation(SET_PERSON_IMAGE);
  const mayKeep = useMay('settings:write');
  const mayWrite = useMay('people:write');
  const person = data?.person;
  const mayEdit = mayWrite && !person?.erasedAt;
  const reload = () => execute({ requestPolicy: 'network-only' });

  async function save(picture: ScaledPicture | null): Promise<boolean> {
    const input = { personId, content: picture?.content ?? null, thumbnail: picture?.thumbnail ?? null };
    return Boolean((await setImage({ input })).data?.setPersonImage.person);
  }

  return (
    <RecordPage
      back={{ href: '/people', name: t('title') }}
      icon="people"
      state={recordState(person, { fetching, failed: error !== undefined })}
      missing={t('page.missing')}
      onRetry={reload}
    >
      {person && (
        <>
          {person.erasedAt && <ErasedNote personId={personId} erasedAt={person.erasedAt} />}
          <PersonHeader
            person={person}
            units={units}
            onPicture={mayEdit ? save : null}
            onEdit={mayEdit ? () => setEditing(true) : null}
          />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <PersonNow person={person} version={version} />
            <CarriedTrackers
              carrier={{ kind: 'person', id: person.id, name: person.name }}
              trackers={person.trackers}
              onChanged={reload}
            />
          </div>
          <PersonDay personId={personId} version={version} />
          {mayKeep && !person.erasedAt && <ErasureSection person={person} />}
          {editing && (
            <PersonDialog
              person={person}
              units={units}
              onClose={() => setEditing(false)}
              onDone={() => setEditing(false)}
            />
          )}
        </>
      )}
    </RecordPage>
  );
}
