'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useMutation } from 'urql';
import { showDialog, useDialogAddress } from '../../../ui/dialog-address.ts';
import { TextField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { usePlaces } from '../use-places.ts';
import { placesBeside, type PlaceRow } from '../zone-tree.ts';
import { AboveField } from './above-field.tsx';
import { UPDATE_PLACE } from './place.graphql.ts';
import { ZoneOfPlaceField } from './zone-of-place-field.tsx';

const FIELDS = ['name', 'parentId', 'timeZone'] as const;

const close = () => showDialog('edit-place', null);

/** The dialog that gives a place another name or time zone, over whatever page asks for it. */
export function EditPlace() {
  const placeId = useDialogAddress('edit-place');
  const { nodes: places } = usePlaces();
  const place = places.find(({ id }) => id === placeId);
  return place ? <EditPlaceDialog key={place.id} place={place} places={places} /> : null;
}

function EditPlaceDialog({ place, places }: { readonly place: PlaceRow; readonly places: readonly PlaceRow[] }) {
  const t = useTranslations('zonePages.places');
  const words = useTranslations('zonePages.addPlace');
  const [parentId, setParentId] = useState(place.parent?.id ?? '');
  const above = useMemo(() => placesBeside(places, place.id), [places, place.id]);
  const [, update] = useMutation(UPDATE_PLACE);

  const form = useForm(FIELDS, async (entered) => {
    const input = {
      placeId: place.id,
      name: textOf(entered, 'name').trim(),
      ...(parentId !== (place.parent?.id ?? '') && { parentId: parentId || null }),
      timeZone: textOf(entered, 'timeZone') || null,
    };
    const payload = (await update({ input })).data?.updatePlace;
    if (!payload?.place) return payload?.userErrors;
    close();
    return null;
  });

  return (
    <FormDialog title={t('editTitle', { name: place.name })} onClose={close} form={form} submit={t('save')}>
      <TextField
        name="name"
        label={words('name')}
        defaultValue={place.name}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <AboveField
        places={above}
        all={places}
        parentId={parentId}
        onParent={setParentId}
        problem={form.problemOf('parentId')}
      />
      <ZoneOfPlaceField
        places={places}
        parentId={parentId || null}
        timeZone={place.timeZone}
        problem={form.problemOf('timeZone')}
      />
    </FormDialog>
  );
}
