import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useQuery } from 'urql';
import { SAVED_VIEWS } from '../../../lists/views/documents.graphql.ts';
import { viewHref } from '../../../lists/views/view-address.ts';
import { useZoneIndex } from '../../../lists/use-zone-index.ts';
import { LONGEST_SEARCH } from '../../../lists/use-search-text.ts';
import { useThrottled } from '../../../live/use-throttled.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { PALETTE_SEARCH } from './documents.graphql.ts';
import { fitting, type PaletteEntry } from './palette-entries.ts';

const TYPING_PAUSE_MS = 200;
const MOST_ZONES = 6;
const MOST_VIEWS = 6;

/** What is found of a name. */
export interface Found {
  readonly entries: readonly PaletteEntry[];
  /** Whether more may come. */
  readonly searching: boolean;
  readonly failed: boolean;
}

/** Who and what is called so, each leading to its page; nothing for an empty text. */
export function useFound(text: string): Found {
  const router = useRouter();
  const may = { people: useMay('people:read'), trackers: useMay('trackers:read'), assets: useMay('assets:read') };
  const zones = useZoneIndex().all;
  const views = useViewEntries();
  const wanted = text.trim().slice(0, LONGEST_SEARCH);
  const asked = useThrottled(wanted, TYPING_PAUSE_MS);
  const pause = !asked || !Object.values(may).some(Boolean);
  const [{ data, fetching, error }] = useQuery({ query: PALETTE_SEARCH, variables: { text: asked, ...may }, pause });
  if (!wanted) return { entries: [], searching: false, failed: false };
  const to = (path: string) => () => router.push(path);
  const known = asked && data;
  const entries: PaletteEntry[] = [
    ...fitting(views, wanted).slice(0, MOST_VIEWS),
    ...entriesOf('people', known ? data.people?.nodes : undefined, to),
    ...entriesOf('trackers', known ? data.trackers?.nodes : undefined, to),
    ...entriesOf('assets', known ? data.assets?.nodes : undefined, to),
    ...fitting(entriesOf('zones', zones, to), wanted).slice(0, MOST_ZONES),
  ];
  return { entries, searching: fetching || asked !== wanted, failed: error !== undefined };
}

/** Saved views of lists, each leading to its list. */
function useViewEntries(): PaletteEntry[] {
  const t = useTranslations('lists.kindNames');
  const router = useRouter();
  const [{ data }] = useQuery({ query: SAVED_VIEWS, variables: {} });
  return (data?.savedViews ?? []).map((view) => ({
    key: `view:${view.id}`,
    group: 'views',
    icon: 'bookmark',
    name: view.name,
    detail: t(LIST_NAMES[view.list]),
    act: () => router.push(viewHref(view)),
  }));
}

const LIST_NAMES = { PEOPLE: 'people', ASSETS: 'assets', TRACKERS: 'trackers' } as const;
const ICONS = { people: 'people', trackers: 'tracker', assets: 'asset', zones: 'zones' } as const;

function entriesOf(
  group: keyof typeof ICONS,
  nodes: readonly { readonly id: string; readonly name: string; readonly identifiers?: readonly string[] }[] = [],
  to: (path: string) => () => void,
): PaletteEntry[] {
  return nodes.map(({ id, name, identifiers }) => ({
    key: `${group}:${id}`,
    group,
    icon: ICONS[group],
    name,
    ...(identifiers && { detail: identifiers.join(', ') }),
    act: to(`/${group}/${id}`),
  }));
}
