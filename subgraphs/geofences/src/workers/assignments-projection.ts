import { payloadOf, type Projection } from '@trekker/kit';

import { ASSIGNMENT_EVENTS, assignmentMoved, TRACKERS_TOPIC, visitsEvent } from '../events.ts';

/** Appends changes of assignments to the topic `visits`, so that it alone is the order of stage two. */
export const assignmentsProjection: Projection = {
  name: 'assignments',
  topic: TRACKERS_TOPIC,
  async apply(tx, entries) {
    for (const entry of entries) {
      const event = ASSIGNMENT_EVENTS.find(({ type }) => type === entry.type);
      if (!event) continue;
      const { id: causedBy, subject, actor, reason } = entry;
      tx.publish({ ...visitsEvent(assignmentMoved, subject, payloadOf(entry, event)), actor, reason, causedBy });
    }
  },
  reset: async () => {},
};
