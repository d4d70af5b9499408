import { payloadOf, type Entry } from '@trekker/kit';

import type { ToldSilences } from '../../domain/person-visits/coverage.ts';
import type { VisitTaken } from '../../domain/person-visits/derive.ts';
import type { Carriage } from '../../domain/person-visits/person-visit.ts';
import { assignmentMoved, coverageChanged, trackersReached, visitChanged } from '../../events.ts';

/** What an entry of topic `visits` says. */
export type Step =
  | { readonly kind: 'visit'; readonly entry: Entry; readonly taken: VisitTaken }
  | { readonly kind: 'hearing'; readonly entry: Entry; readonly trackerId: string; readonly told: ToldSilences }
  | { readonly kind: 'carriage'; readonly entry: Entry; readonly carriage: Carriage }
  /** Visits go up to an instant. */
  | { readonly kind: 'progress'; readonly entry: Entry }
  /** Time has passed. */
  | { readonly kind: 'time'; readonly entry: Entry };

/** The step an entry makes, or null where it says nothing that matters to people. */
export function stepIn(entry: Entry): Step | null {
  if (entry.kind === 'tick') return { kind: 'time', entry };
  switch (entry.type) {
    case visitChanged.type: {
      const { revision: _revision, kind: _kind, retracted, supersededBy, ...visit } = payloadOf(entry, visitChanged);
      return { kind: 'visit', entry, taken: { visit, retracted, supersededBy } };
    }
    case coverageChanged.type: {
      const { trackerId, ...told } = payloadOf(entry, coverageChanged);
      return { kind: 'hearing', entry, trackerId, told };
    }
    case assignmentMoved.type:
      return { kind: 'carriage', entry, carriage: payloadOf(entry, assignmentMoved) };
    case trackersReached.type:
      return { kind: 'progress', entry };
    default:
      return null;
  }
}
