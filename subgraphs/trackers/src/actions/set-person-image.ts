import { requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { checkImage, type ImageInput } from '../domain/image/image-input.ts';
import { personChanged, personEvent } from '../events.ts';
import { keepImage } from './keep-image.ts';
import type { PersonUpdated } from './update-person.ts';
import { notFound, writablePerson } from './writable.ts';

export interface SetPersonImageInput extends ImageInput {
  readonly personId: string;
}

/** Gives a person a picture, or takes it away. */
export async function setPersonImage(ctx: Context, input: SetPersonImageInput): Promise<PersonUpdated> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'people:write', now);
  const image = checkImage(input);
  if (image && 'code' in image) return { person: null, userErrors: [image] };
  const { personId } = input;
  return ctx.tenant.write(async (tx) => {
    const person = await writablePerson(tx, ctx, personId);
    if (!person) return { person: null, userErrors: [notFound('personId', 'person', personId)] };
    await keepImage(tx, { tenantId, now, personId, assetId: null }, image);
    tx.publish(personEvent(personChanged, person));
    return { person, userErrors: [] };
  });
}
