'use client';

import { useState } from 'react';
import { useViewing } from '../../../live/viewer-provider.tsx';
import type { ShownZone } from '../zone-header.tsx';
import { EditorForm } from './editor-form.tsx';
import type { KeptDrawing } from './kept/kept-drawing.ts';
import { KeptOffer } from './kept/kept-offer.tsx';
import { useKeptDrawings } from './kept/use-kept-drawings.ts';

/** A zone being drawn, or work at it that was left unsaved. @param zone null for a new one. */
export function ZoneEditor({ zone }: { readonly zone: ShownZone | null }) {
  const { user, tenant } = useViewing().viewer;
  const place = { user: user?.id ?? tenant.id, zoneId: zone?.id ?? null };
  const { offered, take, discard } = useKeptDrawings(place);
  const [kept, setKept] = useState<KeptDrawing | null>(null);
  return (
    <EditorForm key={kept?.slot ?? 'anew'} zone={zone} place={place} kept={kept}>
      {offered.map((one) => (
        <KeptOffer
          key={one.slot}
          kept={one}
          versionNow={zone?.version.id ?? null}
          onTake={() => {
            take(one.slot);
            setKept(one);
          }}
          onDiscard={() => discard(one.slot)}
        />
      ))}
    </EditorForm>
  );
}
