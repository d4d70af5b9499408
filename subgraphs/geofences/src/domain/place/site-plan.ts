import { type Parsed, userError, type UserError, type UserErrorCode, withParams } from '@trekker/kit';

import { isGeometry } from './plan-geometry.ts';

/** What a feature of a plan shows. */
const PLAN_ROLES = [
  'BUILDING',
  'TANK',
  'ROAD',
  'RAIL',
  'PAVED',
  'GREEN',
  'WATER',
  'QUAY',
  'FENCE',
  'GATE',
  'LABEL',
] as const;

const MOST_FEATURES = 2_000;
// With the rest of its mutation it has to fit into what the gateway takes in one request, 512 KiB.
const MOST_BYTES = 409_600;
const MOST_NAME = 100;
const TALLEST_METERS = 1_000;
/** Further problems are not told: whoever made them all made them alike. */
const MOST_PROBLEMS = 20;

type Problem = readonly [code: UserErrorCode, message: string];

/** A plan as the text that is kept, or what is wrong with it: one userError per problem, each naming its feature. */
export function parseSitePlan(plan: unknown): Parsed<string> {
  const features = featuresOf(plan);
  if (!features) return refused(planError('NOT_A_PLAN', 'a plan is a GeoJSON FeatureCollection'));
  if (features.length > MOST_FEATURES) {
    const message = `a plan has at most ${MOST_FEATURES} features, got ${features.length}`;
    return refused(withParams(planError('TOO_MANY_FEATURES', message), { maximum: MOST_FEATURES }));
  }
  const problems = features.flatMap((feature, index) =>
    problemsOf(feature).map(([code, message]) => planError(code, `feature ${index + 1}: ${message}`, index)),
  );
  if (problems.length) return refused(...problems.slice(0, MOST_PROBLEMS));
  const text = JSON.stringify(plan);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES) return { ok: true, value: text };
  const message = `a plan has at most ${MOST_BYTES} bytes as JSON, got ${bytes}`;
  return refused(withParams(planError('TOO_LARGE', message), { maximum: MOST_BYTES }));
}

function featuresOf(plan: unknown): readonly unknown[] | null {
  const { type, features } = recordOf(plan);
  return type === 'FeatureCollection' && Array.isArray(features) ? features : null;
}

function problemsOf(feature: unknown): Problem[] {
  const { type, geometry, properties } = recordOf(feature);
  if (type !== 'Feature') return [['NOT_A_FEATURE', `type must be Feature, got ${shown(type)}`]];
  const { role, name, heightMeters } = recordOf(properties);
  const problems: Problem[] = [];
  if (!PLAN_ROLES.some((known) => known === role))
    problems.push(['UNKNOWN_ROLE', `role must be one of ${PLAN_ROLES.join(', ')}, got ${shown(role)}`]);
  if (!isGeometry(geometry))
    problems.push(['BAD_GEOMETRY', 'geometry must be a GeoJSON geometry in WGS 84 degrees, longitude before latitude']);
  if (name != null && !(typeof name === 'string' && name.length <= MOST_NAME && /^\P{Cc}*$/u.test(name)))
    problems.push(['BAD_NAME', `name must be a text of at most ${MOST_NAME} characters, got ${shown(name)}`]);
  if (
    heightMeters != null &&
    !(typeof heightMeters === 'number' && heightMeters >= 0 && heightMeters <= TALLEST_METERS)
  )
    problems.push(['BAD_HEIGHT', `heightMeters must be 0 to ${TALLEST_METERS}, got ${shown(heightMeters)}`]);
  return problems;
}

function planError(code: UserErrorCode, message: string, feature?: number): UserError {
  return withParams(userError('plan', code, message), { feature: feature === undefined ? null : feature + 1 });
}

function refused(...userErrors: UserError[]): { ok: false; userErrors: UserError[] } {
  return { ok: false, userErrors };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 100);
}
