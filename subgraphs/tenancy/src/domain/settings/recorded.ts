import { createHash } from 'node:crypto';

import { SETTINGS, type SettingKey } from './settings.ts';

/** A value as it stands in events and histories: an image as `sha256:` and its hash, everything else as it is. */
export function recordedValue(key: SettingKey, value: string): string {
  const isImage = SETTINGS[key].type === 'IMAGE' && value !== '';
  return isImage ? `sha256:${createHash('sha256').update(value).digest('hex')}` : value;
}
