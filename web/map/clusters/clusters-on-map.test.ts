import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import { CROWD_FROM } from '../marker-pump.ts';
import { put, setUp, withTimers } from '../testing/map-of-test.ts';

suite('clusters on a map', () => {
  test('shows who would be covered by a cluster, but never whom somebody looks at', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      const drawn = () => engine.diffs.at(-1);
      const clustered = () =>
        engine.clustering.clusters.map(({ members }) => members().map(({ trackerId }) => trackerId));
      put(store, { a: 1, b: 1, c: 1, far: 40 });
      mock.timers.tick(600);
      assert.deepEqual(clustered(), [['a', 'b', 'c']]);
      assert.deepEqual(
        engine.diffs.flatMap(({ add }) => add.map(({ properties }) => properties.trackerId)),
        ['far'],
      );
      view.select('b');
      mock.timers.tick(600);
      assert.deepEqual(clustered(), [['a', 'c']]);
      assert.deepEqual(
        drawn()?.add.map(({ properties }) => properties.trackerId),
        ['b'],
      );
      view.followAll(['a']);
      mock.timers.tick(600);
      assert.deepEqual(clustered(), []);
      view.select(null);
      view.followAll([]);
      mock.timers.tick(600);
      assert.deepEqual(clustered(), [['a', 'b', 'c']]);
      assert.deepEqual(drawn()?.remove, [0, 1, 2]);
      view.destroy();
      assert.deepEqual(clustered(), []);
      assert.equal(engine.listeners(), 0);
    });
  });

  test('brings into view who is shown by a cluster alone', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      engine.zoomed = 1;
      mock.timers.tick(600);
      put(store, { a: 1, b: 2 });
      mock.timers.tick(600);
      assert.deepEqual(engine.fitted, [{ south: 1, west: 10, north: 2, east: 10 }]);
      view.destroy();
    });
  });

  test('finds clusters twice a second at most, and at once when the map comes closer', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      put(store, { a: 1, b: 1 });
      mock.timers.tick(600);
      const found = new Set([engine.clustering]);
      for (let step = 1; step <= 40; step++) {
        put(store, { a: 1 + step / 1e9 });
        mock.timers.tick(25);
        found.add(engine.clustering);
      }
      assert.ok(found.size <= 4, `${found.size} times in a second`);
      mock.timers.tick(1_000);
      assert.equal(engine.clustering.clusters[0]?.latitude, 1 + 40 / 1e9, 'what came last is not left out');
      const settled = engine.clustering;
      engine.zoomed = 10;
      engine.see(engine.seen);
      mock.timers.tick(250);
      assert.notEqual(engine.clustering, settled);
      view.destroy();
    });
  });

  test('comes closer to a cluster until it falls apart; who stands on the same spot is told together', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      const told: object[] = [];
      let released = 0;
      view.onClick((target) => told.push(target));
      view.onFollowReleased(() => released++);
      engine.zoomed = 4;
      put(store, { a: 1, b: 1, far: 1.1 });
      mock.timers.tick(600);
      const [all] = engine.clustering.clusters;
      assert.ok(all);
      view.followAll(['nobody']);
      engine.open(all);
      assert.deepEqual(engine.fitted.at(-1), { south: 1, west: 10, north: 1.1, east: 10 });
      assert.equal(released, 1, 'nobody is followed out of it');
      engine.zoomed = 18;
      engine.see(engine.seen);
      mock.timers.tick(600);
      const [two] = engine.clustering.clusters;
      assert.ok(two);
      const { length } = engine.fitted;
      engine.open(two);
      assert.deepEqual(told, [{ kind: 'tracker', trackerId: 'a', beside: ['b'] }]);
      assert.equal(engine.fitted.length, length);
      view.destroy();
    });
  });

  test('says how many dots of a crowd lie on one another, until they are few', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      engine.zoomed = 2;
      put(store, Object.fromEntries(Array.from({ length: CROWD_FROM }, (_, index) => [`t${index}`, 10 + index / 1e5])));
      mock.timers.tick(600);
      assert.deepEqual(
        engine.clustering.clusters.map(({ total }) => total),
        [CROWD_FROM],
      );
      assert.ok(engine.crowd, 'the dots stay');
      engine.zoomed = 18;
      engine.see({ south: 9.999_99, west: 9, north: 10.000_015, east: 11 });
      mock.timers.tick(1_000);
      assert.equal(engine.crowd, null);
      assert.deepEqual(
        engine.clustering.clusters.map(({ total }) => total),
        [3],
      );
      view.destroy();
      mock.timers.tick(1_000);
      assert.deepEqual(engine.clustering.clusters, []);
    });
  });
});
