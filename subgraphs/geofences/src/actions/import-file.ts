import { MOST_FEATURES } from '@trekker/geo';
import {
  checkRule,
  nameInput,
  parseInput,
  requireUnitPermission,
  userError,
  type UserError,
  withParams,
} from '@trekker/kit';
import { boolean, maxValue, minValue, nullish, number, object, picklist, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import type { GeofenceRow } from '../db/rows.ts';
import { FENCE_FORMATS, MOST_FENCES, MOST_FILE_BYTES } from '../domain/geofence/file-limits.ts';
import type { ReadFence, ReadFile, ReadFileOptions } from '../domain/geofence/geometry-tasks.ts';
import { GEOFENCE_KINDS, type GeofenceKind } from '../domain/geofence/kinds.ts';
import type { NewGeofence } from '../domain/geofence/new-geofence.ts';
import type { RepairChange } from '../domain/geofence/repair.ts';
import { DEFAULT_RULES } from '../domain/geofence/rules.ts';
import { addGeofences, placeProblem } from './add-geofences.ts';

export interface ImportFileInput {
  readonly format: (typeof FENCE_FORMATS)[number];
  readonly text: string;
  readonly placeId?: string | null | undefined;
  readonly kind: GeofenceKind;
  readonly corridorWidthMeters?: number | null | undefined;
  readonly waypointRadiusMeters?: number | null | undefined;
  readonly repair?: boolean | null | undefined;
}

/** What became of a file: every good geofence was added, each bad one is named with its problems. */
export interface FileImported {
  readonly created: GeofenceRow[];
  /** Those whose boundaries were not valid as they came. */
  readonly repaired: { geofence: GeofenceRow; changes: RepairChange[] }[];
  readonly refused: RefusedGeofence[];
  readonly userErrors: UserError[];
}

interface RefusedGeofence {
  readonly name: string;
  readonly problems: UserError[];
}

const WIDTH = 'must be 0.5 to 100000 metres';
const RADIUS = 'must be 1 to 1000000 metres';
const schema = object({
  format: picklist(FENCE_FORMATS),
  text: pipe(
    string(),
    checkRule(
      { rule: 'BYTES', limit: MOST_FILE_BYTES },
      (text: string) => Buffer.byteLength(text) <= MOST_FILE_BYTES,
      ({ input }) => `a file may have ${MOST_FILE_BYTES} bytes, this has ${Buffer.byteLength(input)}`,
    ),
  ),
  placeId: nullish(string(), null),
  kind: picklist(GEOFENCE_KINDS),
  corridorWidthMeters: nullish(pipe(number(), minValue(0.5, WIDTH), maxValue(100_000, WIDTH)), 10),
  waypointRadiusMeters: nullish(pipe(number(), minValue(1, RADIUS), maxValue(1_000_000, RADIUS)), 25),
  repair: nullish(boolean(), false),
});

/** Adds the geofences of a file, with the rules of their kind, in one transaction and as one edit. */
export async function importFile(ctx: Context, input: ImportFileInput): Promise<FileImported> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return nothing(...parsed.userErrors);
  const { format, text, placeId, kind, ...options } = parsed.value;
  const file = await ctx.geometry.read(text, format, options satisfies ReadFileOptions);
  const problem = fileProblem(file);
  if (problem) return nothing(problem);
  const { good, refused } = sorted(file, { kind, placeId });
  return ctx.tenant.write(async (tx) => {
    const unknown = await placeProblem(tx, placeId);
    if (unknown) return nothing(unknown);
    const wanted = good.map(({ geofence }) => geofence);
    const created = await addGeofences(tx, { tenantId, now }, wanted);
    const repaired = created.flatMap((geofence, index) => {
      const changes = good[index]?.changes ?? [];
      return changes.length ? [{ geofence, changes: [...changes] }] : [];
    });
    return { created, repaired, refused, userErrors: [] };
  });
}

function nothing(...userErrors: UserError[]): FileImported {
  return { created: [], repaired: [], refused: [], userErrors };
}

/** What is wrong with a file as a whole. */
function fileProblem({ fences, refused }: ReadFile): UserError | null {
  const features = fences.length + refused.length;
  if (features > MOST_FENCES) {
    const message = `a file may have ${MOST_FENCES} geofences, this has ${features}`;
    return withParams(userError('text', 'TOO_MANY_FEATURES', message), { maximum: MOST_FENCES });
  }
  const whole = refused.find(({ code }) => code === 'UNREADABLE_FILE' || code === 'TOO_MANY_FEATURES');
  return whole ? withParams(userError('text', whole.code, whole.message), { maximum: MOST_FEATURES }) : null;
}

function sorted(
  file: ReadFile,
  { kind, placeId }: Pick<NewGeofence, 'kind' | 'placeId'>,
): { good: Good[]; refused: RefusedGeofence[] } {
  const good: Good[] = [];
  const refused: RefusedGeofence[] = file.refused.map(({ feature, name, code, message }) => ({
    name: name ?? `feature ${feature}`,
    problems: [userError('text', code, `feature ${feature}: ${message}`)],
  }));
  for (const [index, { name, shape, changes }] of file.fences.entries()) {
    const called = name ?? `Unnamed ${index + 1}`;
    const checked = parseInput(nameSchema, { name: called });
    const problems = [...(checked.ok ? [] : checked.userErrors), ...(shape.ok ? [] : shape.userErrors)];
    if (checked.ok && shape.ok && shape.value) {
      const rules = DEFAULT_RULES[kind];
      const geofence = { ...checked.value, kind, placeId, shape: shape.value, rules, validFrom: null };
      good.push({ geofence, changes });
    } else {
      refused.push({ name: called, problems: problems.map((each) => ({ ...each, field: ['input', 'text'] })) });
    }
  }
  return { good, refused };
}

/** A geofence to be added, and what was changed of its boundary. */
interface Good extends Pick<ReadFence, 'changes'> {
  readonly geofence: NewGeofence;
}

const nameSchema = object({ name: nameInput });
