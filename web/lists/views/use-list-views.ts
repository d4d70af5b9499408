import { useEffect, useRef, useState } from 'react';
import type { SavedViewList, SavedViewsQuery, ShownViewFragment } from '../../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { textIn } from '../address.ts';
import type { Address } from '../use-address.ts';
import { SAVED_VIEWS } from './documents.graphql.ts';
import { changeTo, showsView, VIEW_PARAMETER, viewParameters } from './view-address.ts';

/** The views of a list, and the one that its address names. */
export interface ListViews {
  readonly answer: LastingAnswer<SavedViewsQuery>;
  readonly views: readonly ShownViewFragment[];
  /** The view by which the list was opened, or null. */
  readonly active: ShownViewFragment | null;
  /** Whether the list shows something else than that view by now. */
  readonly differs: boolean;
  /** Whether the address names a view that is not among them. */
  readonly gone: boolean;
  /** Names a view that was saved from what the list shows, and is among them soon. */
  readonly nameSaved: (id: string) => void;
}

/** The views of a list; opens the one that an address names without saying what the list shows. */
export function useListViews(list: SavedViewList, { parameters, change }: Address): ListViews {
  const answer = useLastingQuery({ query: SAVED_VIEWS, variables: { list } });
  const views = answer.data?.savedViews ?? [];
  const named = textIn(parameters, VIEW_PARAMETER);
  const active = views.find(({ id }) => id === named) ?? null;
  const [saved, setSaved] = useState<string | null>(null);
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (!active || opened.current === active.id) return;
    opened.current = active.id;
    if (!viewParameters(parameters)) change(changeTo(active));
  }, [active, parameters, change]);
  return {
    answer,
    views,
    active,
    differs: active !== null && !showsView(parameters, active),
    gone: named !== null && named !== saved && answer.data !== undefined && active === null,
    nameSaved(id) {
      setSaved(id);
      change({ [VIEW_PARAMETER]: id });
    },
  };
}
