import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import { POINT_WIDTH } from './crowd/crowd.ts';
import { CROWD_FROM } from './marker-pump.ts';
import { PositionStore } from '../live/position-store.ts';
import { put, setUp, withTimers } from './testing/map-of-test.ts';

suite('MapView', () => {
  test('brings everybody into view once, and sends changes at most four times a second', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      mock.timers.tick(1);
      put(store, { a: 1, b: 2 });
      mock.timers.tick(250);
      assert.deepEqual(engine.fitted, [{ south: 1, west: 10, north: 2, east: 10 }]);
      const before = engine.diffs.length;
      for (let step = 0; step < 40; step++) {
        put(store, { a: 1 + step / 1000 });
        mock.timers.tick(25);
      }
      assert.ok(engine.diffs.length - before <= 5, `${engine.diffs.length - before} changes in a second`);
      assert.equal(engine.fitted.length, 1);
      view.destroy();
    });
  });

  test('shows the site until positions arrive, then whoever is near it', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      const home = { south: 1, west: 9, north: 2, east: 11 };
      view.setHome(home);
      assert.deepEqual(engine.fitted, [home]);
      put(store, { a: 1, b: 2.5, far: 60 });
      mock.timers.tick(600);
      assert.deepEqual(engine.fitted.at(-1), { south: 1, west: 10, north: 2.5, east: 10 });
      view.setHome({ ...home, north: 3 });
      assert.equal(engine.fitted.length, 2);
      view.destroy();
    });
  });

  test('moves to whom somebody selects as soon as it is known where they are, once', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      put(store, { other: 1 });
      mock.timers.tick(300);
      view.select('a', { bringIntoView: true });
      assert.deepEqual(engine.moves, []);
      put(store, { a: 4 });
      mock.timers.tick(300);
      put(store, { a: 5 });
      mock.timers.tick(300);
      assert.deepEqual(
        engine.moves.map(({ latitude }) => latitude),
        [4],
      );
      view.select('b', { bringIntoView: true });
      view.select(null);
      put(store, { b: 4 });
      mock.timers.tick(300);
      assert.equal(engine.moves.length, 1, 'nobody is selected any more');
      view.destroy();
    });
  });

  test('keeps several in view as they move, and lets go when somebody moves the map', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      let released = 0;
      view.onFollowReleased(() => released++);
      put(store, { a: 1, b: 2, other: 9 });
      mock.timers.tick(300);
      const { length } = engine.fitted;
      view.followAll(['a', 'b', 'unheard']);
      assert.deepEqual(engine.fitted.at(-1), { south: 1, west: 10, north: 2, east: 10 });
      engine.see({ south: 0, west: 9, north: 3, east: 11 });
      put(store, { a: 1.5, other: 12 });
      mock.timers.tick(300);
      assert.equal(engine.fitted.length, length + 1, 'nobody of them leaves');
      put(store, { b: 4 });
      mock.timers.tick(300);
      assert.deepEqual(engine.fitted.at(-1), { south: 1.5, west: 10, north: 4, east: 10 });
      engine.pan();
      assert.equal(released, 1);
      put(store, { b: 7 });
      mock.timers.tick(300);
      assert.equal(engine.fitted.length, length + 2);
      view.destroy();
    });
  });

  test('draws a great many as a crowd, and those in view by name where they are few', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      const place = (index: number) => 10 + index / 1_000;
      const everybody = Object.fromEntries(
        Array.from({ length: CROWD_FROM }, (_, index) => [`t${index}`, place(index)]),
      );
      put(store, everybody);
      mock.timers.tick(600);
      assert.equal(engine.crowd?.points.length, CROWD_FROM * POINT_WIDTH);
      assert.equal(engine.diffs.flatMap(({ add }) => add).length, 0);

      engine.see({ south: place(0), west: 9, north: place(99), east: 11 });
      mock.timers.tick(600);
      assert.equal(engine.crowd, null);
      const near = engine.diffs.at(-1)?.add.map(({ properties }) => properties.trackerId) ?? [];
      // A little beyond the view, so that nobody is missing while it moves.
      assert.ok(near.length >= 100 && near.length <= 125, `${near.length} markers`);

      engine.see({ south: -80, west: -180, north: 80, east: 180 });
      mock.timers.tick(600);
      assert.ok(engine.crowd);
      assert.deepEqual(engine.diffs.at(-1), { reset: true, add: [], update: [], remove: [] });
      const { length } = engine.diffs;
      put(store, { t1: 12 });
      mock.timers.tick(600);
      assert.equal(engine.diffs.length, length, 'nothing goes through the worker');
      view.destroy();
      assert.equal(engine.crowd, null);
      assert.equal(engine.listeners(), 0);
    });
  });

  test('shows another store in its place, whole and with the same names, and moves nowhere', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      view.setLooks(new Map([['a', { label: 'Anna', kind: 'person', connection: 'CONNECTED' }]]));
      put(store, { a: 1, b: 2 });
      mock.timers.tick(600);
      view.select('a');
      const past = new PositionStore();
      put(past, { a: 5 });
      const { length } = engine.fitted;
      view.watch(past);
      mock.timers.tick(600);
      const diff = engine.diffs.at(-1);
      assert.equal(diff?.reset, true);
      assert.deepEqual(
        diff.add.map(({ properties, geometry }) => [properties.label, geometry.coordinates[1]]),
        [['Anna', 5]],
      );
      assert.equal(engine.selections.at(-1)?.at.latitude, 5);
      put(store, { a: 1.5 });
      mock.timers.tick(600);
      assert.equal(engine.diffs.at(-1), diff, 'the store before is told of no more');
      assert.equal(engine.fitted.length, length);
      view.destroy();
      assert.equal(engine.listeners(), 0);
    });
  });

  test('shows everybody where nobody is near the site', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      view.setHome({ south: 1, west: 9, north: 2, east: 11 });
      put(store, { far: 60 });
      mock.timers.tick(600);
      assert.deepEqual(engine.fitted.at(-1), { south: 60, west: 10, north: 60, east: 10 });
      view.destroy();
    });
  });

  test('rings the selected tracker wherever it goes, and nobody after', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      put(store, { a: 1 });
      view.select('a', { bringIntoView: true });
      assert.equal(engine.moves.at(-1)?.latitude, 1);
      put(store, { a: 1.5 });
      mock.timers.tick(600);
      assert.equal(engine.selections.at(-1)?.at.latitude, 1.5);
      view.select(null);
      assert.equal(engine.selections.at(-1), null);
      view.destroy();
    });
  });

  test('follows the selected tracker until a person moves the map', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      let released = 0;
      view.onFollowReleased(() => released++);
      put(store, { a: 1 });
      view.select('a');
      view.follow(true);
      put(store, { a: 2 });
      mock.timers.tick(600);
      assert.equal(engine.moves.at(-1)?.latitude, 2);
      engine.pan();
      put(store, { a: 3 });
      mock.timers.tick(600);
      assert.equal(engine.moves.at(-1)?.latitude, 2);
      engine.pan();
      assert.equal(released, 1);
      view.destroy();
    });
  });

  test('sends everything anew when the canvas is new', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      put(store, { a: 1, b: 2 });
      mock.timers.tick(600);
      engine.ready();
      mock.timers.tick(600);
      assert.equal(engine.diffs.at(-1)?.reset, true);
      assert.equal(engine.diffs.at(-1)?.add.length, 2);
      view.destroy();
    });
  });

  test('draws where everybody came from while asked to', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      put(store, { a: 1, b: 2 });
      view.showTrails(true);
      mock.timers.tick(1_000);
      put(store, { a: 1.1, b: 2.1 });
      mock.timers.tick(1_000);
      assert.equal(engine.trails.at(-1)?.features.length, 2);
      view.showTrails(false);
      assert.equal(engine.trails.at(-1)?.features.length, 0);
      const drawn = engine.trails.length;
      put(store, { a: 1.2 });
      mock.timers.tick(600);
      assert.equal(engine.trails.length, drawn);
      view.destroy();
    });
  });

  test('leaves no timer and no listener behind', () => {
    withTimers(() => {
      const { store, engine, view } = setUp();
      view.onClick(() => {});
      view.onFollowReleased(() => {});
      view.destroy();
      const sent = engine.diffs.length;
      put(store, { a: 1 });
      mock.timers.tick(1_000);
      assert.equal(engine.diffs.length, sent);
      assert.equal(engine.listeners(), 0);
    });
  });
});
