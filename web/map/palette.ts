import type { ConnectionStatus, GeofenceKind } from '../__generated__/graphql.ts';
import type { MapTheme } from './map-theme.ts';

/** Colours of a map; the same values as the tokens of `app/globals.css`. */
export interface Palette {
  readonly ground: string;
  readonly gridMinor: string;
  readonly gridMajor: string;
  /** Inside of hollow markers and halo of labels. */
  readonly surface: string;
  readonly text: string;
  readonly selection: `#${string}`;
  /** Short to long stays; lightness alone tells them apart, whatever colours somebody sees. */
  readonly heat: readonly string[];
  /** Lines of the measuring tool. */
  readonly measure: string;
  readonly status: Readonly<Record<ConnectionStatus, string>>;
  readonly zone: Readonly<Record<GeofenceKind, string>>;
  /** Colours of replayed trackers; the first six stay apart whatever colours somebody sees. */
  readonly replay: readonly string[];
  /** Numbers on the colours above. */
  readonly onReplay: string;
  readonly plan: PlanPalette;
}

/** Colours of site plans. They stay behind: everything else must be seen on them. */
export interface PlanPalette {
  readonly ground: Readonly<Record<'WATER' | 'GREEN' | 'PAVED' | 'QUAY' | 'ROAD', string>>;
  readonly shore: string;
  readonly lowRoof: string;
  readonly highRoof: string;
  readonly wall: string;
  readonly shadow: string;
  /** Rails. */
  readonly line: string;
  readonly fence: string;
  readonly gate: string;
  readonly label: string;
  readonly labelHalo: string;
}

/** Status colours differ in lightness as well as in hue, so that they hold up without colour vision. */
export const PALETTES: Readonly<Record<MapTheme, Palette>> = {
  light: {
    ground: '#eceff0',
    gridMinor: '#dde3e5',
    gridMajor: '#cdd6d9',
    surface: '#ffffff',
    text: '#172126',
    selection: '#0b63c4',
    measure: '#8a1f6d',
    heat: ['#ffe9a0', '#fdbb5c', '#ee7f3a', '#bf3a4b', '#5f1057'],
    status: { CONNECTED: '#0b7a58', IDLE: '#723500', DISCONNECTED: '#4a5664' },
    zone: {
      WORK_ZONE: '#3f4fb8',
      MUSTER_POINT: '#176f1d',
      EXCLUSION: '#b3261e',
      GATE: '#8a2d9c',
      BREAK_AREA: '#705400',
    },
    replay: ['#0b62c8', '#b84300', '#006b52', '#a8207e', '#463600', '#3b2a8c', '#00748a', '#5c6166'],
    onReplay: '#ffffff',
    plan: {
      ground: { WATER: '#cfe1ec', GREEN: '#dfe9d8', PAVED: '#e6e8e9', QUAY: '#dcdfe1', ROAD: '#fafbfb' },
      shore: '#b4c3cc',
      lowRoof: '#d3d9de',
      highRoof: '#bcc6ce',
      wall: '#93a0a9',
      shadow: 'rgb(38 52 64 / 0.16)',
      line: '#a9b3b9',
      fence: '#7f8c94',
      gate: '#8a2d9c',
      label: '#414e56',
      labelHalo: '#eef1f2',
    },
  },
  dark: {
    ground: '#0d1418',
    gridMinor: '#162127',
    gridMajor: '#1f2c33',
    surface: '#121b20',
    text: '#e6edf0',
    selection: '#6cb2ff',
    measure: '#ff9ed8',
    heat: ['#3a1256', '#7b1f6a', '#c13a5b', '#f07f3c', '#fbe27a'],
    status: { CONNECTED: '#3fdcbd', IDLE: '#ffb543', DISCONNECTED: '#94a1b1' },
    zone: {
      WORK_ZONE: '#a3b0ff',
      MUSTER_POINT: '#7fdb78',
      EXCLUSION: '#ff8f86',
      GATE: '#e39bf2',
      BREAK_AREA: '#dcc06a',
    },
    replay: ['#4d9dff', '#ff9a52', '#35d6a0', '#ff8fd0', '#f0dc5a', '#d3c4ff', '#8ceaf5', '#a8adb2'],
    onReplay: '#0b1115',
    plan: {
      ground: { WATER: '#0a1c2a', GREEN: '#10201b', PAVED: '#172026', QUAY: '#1d272e', ROAD: '#26323a' },
      shore: '#2a3a46',
      lowRoof: '#2e3b44',
      highRoof: '#3b4a55',
      wall: '#53636e',
      shadow: 'rgb(0 0 0 / 0.4)',
      line: '#44535d',
      fence: '#61717c',
      gate: '#e39bf2',
      label: '#b4c2ca',
      labelHalo: '#0d1418',
    },
  },
};
