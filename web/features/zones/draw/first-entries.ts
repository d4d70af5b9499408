import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import type { HoursDraft } from '../hours/hours-draft.ts';
import { KINDS } from '../kind-field.tsx';
import type { ShownZone } from '../zone-header.tsx';
import type { CornerList } from './corners/corner-list.ts';
import type { KeptDrawing } from './kept/kept-drawing.ts';

/** What the form of a zone begins with. */
export interface FirstEntries {
  readonly zoneId: string | null;
  readonly name: string;
  readonly kind: GeofenceKind;
  /** Empty for none. */
  readonly placeId: string;
  /** Hours to go on with; undefined: those of the zone. */
  readonly hours: HoursDraft | null | undefined;
  /** Corners to go on with; null: those of the shape. */
  readonly corners: CornerList | null;
  /** What stood in the fields of a form that is gone on with; null: nothing. */
  readonly fields: Readonly<Record<string, string>> | null;
  /** Where it is kept while it is unsaved; null: at a place of its own. */
  readonly slot: string | null;
}

/**
 * @param zone null for a new one.
 * @param given work that is gone on with, or null; and the place for a zone without such work.
 */
export function firstEntries(
  zone: ShownZone | null,
  { kept, placeId }: { readonly kept: KeptDrawing | null; readonly placeId: string },
): FirstEntries {
  const begun = { zoneId: zone?.id ?? null, name: zone?.name ?? '', kind: zone?.kind ?? 'WORK_ZONE', placeId } as const;
  if (!kept) return { ...begun, hours: undefined, corners: null, fields: null, slot: null };
  const { fields, hours, corners, slot } = kept;
  return {
    ...begun,
    // Of a zone that is there the form has no kind: it never changes.
    ...given(fields ?? {}, begun),
    hours,
    corners,
    fields,
    slot,
  };
}

type Given = Pick<FirstEntries, 'name' | 'kind' | 'placeId'>;

function given(fields: Readonly<Record<string, string>>, begun: Given): Given {
  return {
    name: fields['name'] ?? begun.name,
    kind: KINDS.find((one) => one === fields['kind']) ?? begun.kind,
    placeId: fields['placeId'] ?? begun.placeId,
  };
}
