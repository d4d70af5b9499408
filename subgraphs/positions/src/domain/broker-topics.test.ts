import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tenantOfTopic, tenantTopics } from './broker-topics.ts';

test('reads pairs of prefix and tenant, and says what is wrong with others', () => {
  assert.deepEqual(tenantTopics.parse('owntracks=demo, acme/owntracks=acme'), {
    value: [
      { prefix: 'owntracks', tenant: 'demo' },
      { prefix: 'acme/owntracks', tenant: 'acme' },
    ],
  });
  for (const text of [
    '',
    'owntracks',
    '=demo',
    'owntracks/=demo',
    'owntracks/#=demo',
    'a=x,',
    'a=x,a/b=y',
    'a=x,a=x',
  ]) {
    assert.ok('problem' in tenantTopics.parse(text), text);
  }
});

test('knows whose a topic is', () => {
  const topics = [
    { prefix: 'owntracks', tenant: 'demo' },
    { prefix: 'acme/phones', tenant: 'acme' },
  ];
  assert.deepEqual(tenantOfTopic(topics, 'owntracks/jane/phone'), { tenant: 'demo', topic: 'owntracks/jane/phone' });
  assert.deepEqual(tenantOfTopic(topics, 'acme/phones/a/b/lwt'), { tenant: 'acme', topic: 'owntracks/a/b/lwt' });
  assert.equal(tenantOfTopic(topics, 'owntracksuit/a/b'), null);
});
