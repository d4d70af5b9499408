import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedAddress } from '../address.ts';
import { changeTo, plainHref, showsView, viewHref, viewParameters } from './view-address.ts';

const VIEW = { id: 'v1', list: 'PEOPLE', parameters: 'q=a+b&sort=-name' } as const;

test('a view keeps what the address says of the list, in one order, and nothing else of it', () => {
  const address = new URLSearchParams('sort=-name&view=v1&add-tracker=new&kind=&q= a b ');
  assert.equal(viewParameters(address), 'q=a+b&sort=-name');
  assert.equal(viewParameters(new URLSearchParams('view=v1')), '');
});

test('a list shows a view whatever the order of the parameters, and none that differs from it', () => {
  assert.ok(showsView(new URLSearchParams('sort=-name&q=a%20b&view=v1'), VIEW));
  assert.ok(!showsView(new URLSearchParams('q=a+b'), VIEW));
  assert.ok(!showsView(new URLSearchParams('q=a+b&sort=-name&zone=any'), VIEW));
});

test('a link to a view says whose list it is and takes along nothing that is none of the list’s', () => {
  assert.equal(
    viewHref({ ...VIEW, parameters: 'sort=-name&q=a+b&connect=t1&view=v2' }),
    '/people?q=a+b&sort=-name&view=v1',
  );
  assert.equal(viewHref({ ...VIEW, list: 'TRACKERS', parameters: '' }), '/trackers?view=v1');
  assert.equal(plainHref('ASSETS'), '/assets');
});

test('an address that is changed to a view shows it', () => {
  const address = changedAddress(new URLSearchParams('view=v1&zone=any&kind=VISITOR'), changeTo(VIEW));
  assert.equal(address.toString(), 'view=v1&q=a+b&sort=-name');
});
