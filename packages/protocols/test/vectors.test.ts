import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { compareVector } from '../src/vectors/compare-vector.ts';
import { KNOWN_DIFFERENCES } from '../src/vectors/known-differences.ts';
import { parseVector, type Vector } from '../src/vectors/vector.ts';

const FILE = 'devices/traccar-vectors.ndjson.gz';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);

/** The protocols of the recorded inputs that are spoken here. */
const SPOKEN = 'gt06 h02 gps103 tk103 teltonika meitrack gl200text osmand owntracks'.split(' ');

if (!existsSync(path)) {
  test('agrees with recorded inputs of devices', { skip: `needs shared/data/${FILE}` });
} else {
  const vectors = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n').map(read);
  test('needs every difference that it knows', () => {
    const found = vectors.flatMap((vector) =>
      compareVector(vector).differences.map(({ field, why }) => ({
        protocol: vector.protocol,
        key: vector.key,
        field,
        why,
      })),
    );
    const idle = KNOWN_DIFFERENCES.filter(
      ({ protocol, field, keys = [null] }) =>
        !keys.every((key) =>
          found.some((one) => one.protocol === protocol && one.field === field && (key === null || one.key === key)),
        ),
    );
    assert.deepEqual(idle, []);
  });
  for (const protocol of SPOKEN) {
    const ours = vectors.filter((vector) => vector.protocol === protocol);
    test(`reads ${ours.length} recorded inputs of ${protocol} as Traccar does, or says why not`, (context) => {
      const compared = ours.map((vector) => ({ key: vector.key, ...compareVector(vector) }));
      const differences = compared.flatMap((one) => one.differences.map((found) => ({ key: one.key, ...found })));
      for (const line of explanations(differences)) context.diagnostic(line);
      const unread = compared.filter(({ outcome }) => outcome === 'unsupported').map(({ key }) => key);
      assert.deepEqual(
        { unread, unexplained: differences.filter(({ why }) => why === null) },
        { unread: [], unexplained: [] },
      );
    });
  }
}

function read(line: string): Vector {
  const vector = parseVector(line);
  if (typeof vector === 'string') assert.fail(vector);
  return vector;
}

/** The reasons for what differs, and how often each is needed. */
function explanations(differences: readonly { field: string; why: string | null }[]): string[] {
  const explained = differences.filter(({ why }) => why !== null);
  const counts = Map.groupBy(explained, ({ field, why }) => `${field}: ${why}`);
  return [...counts].map(([reason, all]) => `${String(all.length).padStart(3)} × ${reason}`);
}
