import { checkRule, nameInput } from '@trekker/kit';
import { maxLength, pipe, string, trim } from 'valibot';

import { isTimeZone } from '../time-zone.ts';
import { colorInput } from './color.ts';
import { daysInput } from './days.ts';
import { imageInput } from './image.ts';
import { localeInput } from './locale.ts';
import { secondsInput } from './seconds.ts';
import type { CreatedTenant, Setting } from './setting.ts';

/** Everything a tenant may set, in the order in which it is shown. */
export const SETTINGS = {
  name: {
    title: 'Name',
    description: 'The name of the organisation as people read it.',
    type: 'TEXT',
    options: null,
    defaultOf: ({ name }) => name,
    schema: nameInput,
  },
  timeZone: {
    title: 'Time zone',
    description: 'Where days and weeks begin and end unless a site says otherwise.',
    type: 'TIME_ZONE',
    options: null,
    defaultOf: ({ timeZone }) => timeZone,
    schema: pipe(
      string(),
      trim(),
      maxLength(100, 'must have at most 100 characters'),
      checkRule({ rule: 'TIME_ZONE' }, isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
    ),
  },
  locale: {
    title: 'Language and formats',
    description: 'How numbers, dates and times are written.',
    type: 'LOCALE',
    options: null,
    defaultOf: () => 'en-GB',
    schema: localeInput,
  },
  brandColor: {
    title: 'Brand colour',
    description: 'Colours the head of every page; empty for the colour of the product.',
    type: 'COLOR',
    options: null,
    defaultOf: () => '',
    schema: colorInput,
  },
  brandLogo: {
    title: 'Logo',
    description: 'Stands at the head of every page; empty for the logo of the product.',
    type: 'IMAGE',
    options: null,
    defaultOf: () => '',
    schema: imageInput,
  },
  connectedWithinSeconds: {
    title: 'Connected for',
    description: 'How long a tracker counts as connected after it was last heard, in seconds; then it is idle.',
    type: 'SECONDS',
    options: null,
    defaultOf: () => '',
    schema: secondsInput,
  },
  idleWithinSeconds: {
    title: 'Idle for',
    description:
      'How long a tracker counts as idle at most after it was last heard, in seconds; then it is disconnected.',
    type: 'SECONDS',
    options: null,
    defaultOf: () => '',
    schema: secondsInput,
  },
  keepPositionsDays: {
    title: 'Keep positions for',
    description:
      'How many days positions are kept after they were recorded, 7 at least; older ones are deleted for good, visits and hours stay. Empty: for ever.',
    type: 'DAYS',
    options: null,
    defaultOf: () => '',
    schema: daysInput,
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof SETTINGS;

/** Every key, in the order in which settings are shown. */
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** Whether a text names a setting. */
export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(SETTINGS, text);
}

/** The value of every setting: what was set, or the default. */
export function settingValues(
  tenant: CreatedTenant,
  stored: ReadonlyMap<string, string>,
): Readonly<Record<SettingKey, string>> {
  const valueOf = (key: SettingKey): string => stored.get(key) ?? SETTINGS[key].defaultOf(tenant);
  return {
    name: valueOf('name'),
    timeZone: valueOf('timeZone'),
    locale: valueOf('locale'),
    brandColor: valueOf('brandColor'),
    brandLogo: valueOf('brandLogo'),
    connectedWithinSeconds: valueOf('connectedWithinSeconds'),
    idleWithinSeconds: valueOf('idleWithinSeconds'),
    keepPositionsDays: valueOf('keepPositionsDays'),
  };
}
