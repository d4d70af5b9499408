import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { startTimesheets } from './timesheets.ts';

const service = await startTimesheets({ environment: { TREKKER_TIMESHEETS_GAP_SECONDS: '600' } });
after(() => service[Symbol.asyncDispose]());

test('tells by what rules attendance follows from visits', async () => {
  const fields = 'gapSeconds leastStaySeconds longStaySeconds graceSeconds maxOfflineSeconds';
  const answer = await service.run(`{ attendanceRules { ${fields} } }`, { viewer: service.tenant().viewer() });
  assert.deepEqual(answer, {
    data: {
      attendanceRules: {
        gapSeconds: 600,
        leastStaySeconds: 120,
        longStaySeconds: 57_600,
        graceSeconds: 3_600,
        maxOfflineSeconds: 172_800,
      },
    },
  });
});
