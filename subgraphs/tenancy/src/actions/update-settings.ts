import {
  type Actor,
  brokenRule,
  requireUnitPermission,
  type Tx,
  userError,
  type UserError,
  type UserErrorCode,
  uuidv7,
  withParams,
} from '@trekker/kit';
import { safeParse } from 'valibot';

import type { Context } from '../context.ts';
import type { SettingRow } from '../db/rows.ts';
import { insertSettingChange, storeSetting } from '../db/settings.ts';
import { lockTenant } from '../db/tenants.ts';
import { recordedValue } from '../domain/settings/recorded.ts';
import { isSettingKey, SETTINGS, type SettingKey } from '../domain/settings/settings.ts';
import { settingsChanged, tenancyEvent } from '../events.ts';
import { settingsOf } from './list-settings.ts';

export interface UpdateSettingsInput {
  readonly changes: readonly { readonly key: string; readonly value?: string | null | undefined }[];
}

export interface SettingsUpdated {
  readonly settings: SettingRow[] | null;
  readonly userErrors: UserError[];
}

/** A change that is allowed; null puts the default back. */
interface Change {
  readonly key: SettingKey;
  readonly value: string | null;
}

const MOST_CHANGES = 50;
const LONGEST_SHOWN = 40;

/** Changes settings, all of them or none. What has its value already is left alone and no change of it is told. */
export async function updateSettings(ctx: Context, { changes: given }: UpdateSettingsInput): Promise<SettingsUpdated> {
  const now = ctx.clock.now();
  const { tenantId, actor } = requireUnitPermission(ctx.viewer, 'settings:write', { unitId: null, now });
  const { changes, userErrors } = parseChanges(given);
  if (userErrors.length) return { settings: null, userErrors };
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    const before = await settingsOf(tx, tenantId);
    for (const { key, value } of changes) await storeSetting(tx, { tenantId, key, value });
    const settings = await settingsOf(tx, tenantId);
    await tell(tx, { by: { tenantId, actor, now }, before, after: settings });
    return { settings, userErrors: [] };
  });
}

function parseChanges(given: UpdateSettingsInput['changes']): { changes: Change[]; userErrors: UserError[] } {
  if (given.length < 1 || given.length > MOST_CHANGES) {
    const wrong = userError('changes', 'INVALID', `must be 1 to ${MOST_CHANGES}, got ${given.length}`);
    return { changes: [], userErrors: [wrong] };
  }
  const changes: Change[] = [];
  const userErrors: UserError[] = [];
  for (const [index, { key, value = null }] of given.entries()) {
    const problem = (code: UserErrorCode, message: string) =>
      userErrors.push(userError(`changes.${index}.key`, code, message));
    if (!isSettingKey(key)) problem('NOT_FOUND', `there is no setting ${JSON.stringify(key)}`);
    else if (changes.some((change) => change.key === key)) problem('INVALID', `${key} is changed twice`);
    else if (value === null) changes.push({ key, value });
    else {
      const result = safeParse(SETTINGS[key].schema, value);
      if (result.success) changes.push({ key, value: result.output });
      else {
        const [issue] = result.issues;
        const message = `${SETTINGS[key].title} ${issue.message}, got ${shown(value)}`;
        const field = `changes.${index}.value`;
        userErrors.push(withParams(userError(field, 'INVALID', message), { ...brokenRule(issue) }));
      }
    }
  }
  return { changes, userErrors };
}

/** A value as a message quotes it: an image or a novel is named by its beginning. */
function shown(value: string): string {
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/** Leaves a record of every value that is another one now, and one event of all of them. */
async function tell(
  tx: Tx,
  {
    by,
    before,
    after,
  }: { by: { tenantId: string; actor: Actor; now: number }; before: SettingRow[]; after: SettingRow[] },
): Promise<void> {
  const { tenantId, actor, now } = by;
  const changes: { key: string; value: string }[] = [];
  for (const [index, { key, value }] of after.entries()) {
    const old = before[index]?.value ?? '';
    if (old === value) continue;
    const recorded = { before: recordedValue(key, old), after: recordedValue(key, value) };
    const { kind: actorKind, id: actorId } = actor;
    await insertSettingChange(tx, {
      tenantId,
      changeId: uuidv7(now),
      key,
      changedAt: now,
      actorKind,
      actorId,
      ...recorded,
    });
    changes.push({ key, value: recorded.after });
  }
  if (changes.length) tx.publish(tenancyEvent(settingsChanged, tenantId, { changes }));
}
