import { uuidv7 } from '@trekker/kit';

import { MINUTE, T } from './event-scene.ts';
import type { TestGeofences } from './geofences.ts';
import type { Step } from './people-steps.ts';

/** What one instant of the steps stands for, in milliseconds. */
const UNIT = (MINUTE * 5) / 3;

/** The same steps with instants of a day and ids as they are; what `ids` names has that id. */
export function realSteps(steps: readonly Step[], ids = new Map<string, string>()): Step[] {
  const named = (name: string) => ids.get(name) ?? ids.set(name, uuidv7()).get(name);
  const text = JSON.stringify(steps, (key, value: unknown) => {
    if (typeof value === 'number' && key !== 'priority') return T + value * UNIT;
    return typeof value === 'string' && /^[gtvpa]\d$/.test(value) ? named(value) : value;
  });
  return JSON.parse(text) as Step[];
}

/** Publishes steps, each as an entry of topic `visits`. */
export async function tellSteps(
  site: TestGeofences,
  tenantId: string,
  { steps, ids }: { steps: readonly Step[]; ids?: Map<string, string> },
): Promise<void> {
  const entries = (ids ? realSteps(steps, ids) : steps).map(entryOf);
  await site.others.withTenant(tenantId, async (tx) => {
    for (const entry of entries) tx.publish({ topic: 'visits', subject: tenantId, ...entry });
  });
}

function entryOf(step: Step) {
  switch (step.kind) {
    case 'visit': {
      const { visit, retracted } = step;
      return { type: 'visit-changed', payload: { ...visit, retracted, revision: 0, kind: 'REVISED' } };
    }
    case 'carriage':
      return { type: 'assignment-changed', payload: step.carriage };
    case 'hearing':
      return { type: 'coverage-changed', payload: { ...step.told, trackerId: step.trackerId } };
  }
}
