import { NotFoundError, UnauthenticatedError, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { SettingRow } from '../db/rows.ts';
import { storedSettings } from '../db/settings.ts';
import { createdTenant } from '../db/tenants.ts';
import { SETTING_KEYS, SETTINGS, settingValues } from '../domain/settings/settings.ts';

/** Every setting of the viewer's tenant, in the order in which they are shown. */
export async function listSettings({ viewer, tenant }: Context): Promise<SettingRow[]> {
  if (!viewer) throw new UnauthenticatedError();
  return tenant.read((tx) => settingsOf(tx, viewer.tenantId));
}

/** Every setting of a tenant as the transaction sees it. */
export async function settingsOf(tx: Tx, tenantId: string): Promise<SettingRow[]> {
  const created = await createdTenant(tx, tenantId);
  if (!created) throw new NotFoundError('Tenant', tenantId);
  const values = settingValues(created, await storedSettings(tx));
  return SETTING_KEYS.map((key) => {
    const { title, description, type, options, defaultOf } = SETTINGS[key];
    return { key, title, description, type, options, value: values[key], default: defaultOf(created) };
  });
}
