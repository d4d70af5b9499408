import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTrackFile } from './read-track-file.ts';

const T0 = Date.UTC(2024, 4, 6, 7, 8, 9);
const PLACE = '<Position><LatitudeDegrees>60.5</LatitudeDegrees><LongitudeDegrees>-30.25</LongitudeDegrees></Position>';

function tcx(content: string): string {
  return `<TrainingCenterDatabase xmlns="x">${content}</TrainingCenterDatabase>`;
}

function activity(points: string, more = ''): string {
  return `<Activities><Activity Sport="Biking"><Id>2024-05-06T07:08:09Z</Id><Lap><Notes>a lap</Notes><Track>${points}</Track></Lap>${more}</Activity></Activities>`;
}

test('reads a point with what sensors say', () => {
  const point = `<Trackpoint><Time>2024-05-06T07:08:09Z</Time>${PLACE}<AltitudeMeters>12.5</AltitudeMeters><DistanceMeters>99</DistanceMeters><HeartRateBpm><Value>120</Value></HeartRateBpm><Cadence>80</Cadence><SensorState>Present</SensorState><Extensions><x:TPX><x:Speed>3.5</x:Speed><x:Watts>210</x:Watts></x:TPX></Extensions></Trackpoint>`;
  const { format, tracks, problems } = readTrackFile(tcx(activity(point)));
  assert.deepEqual([format, problems], ['tcx', []]);
  assert.deepEqual(tracks, [
    {
      name: null,
      fixes: [
        {
          identifier: 'track 1',
          recordedAt: T0,
          latitude: 60.5,
          longitude: -30.25,
          altitudeMeters: 12.5,
          speedMetersPerSecond: 3.5,
          attributes: { tripOdometerMeters: 99, heartRate: 120, cadence: 80, powerWatts: 210 },
        },
      ],
    },
  ]);
});

test('lists points without a place', () => {
  const heartbeat =
    '<Trackpoint><Time>2024-05-06T07:08:09Z</Time><HeartRateBpm><Value>60</Value></HeartRateBpm></Trackpoint>';
  const { tracks, problems } = readTrackFile(tcx(activity(heartbeat)));
  assert.deepEqual([tracks[0]?.fixes, problems[0]?.field], [[], 'LatitudeDegrees']);
});

test('names an activity by its notes, not by those of a lap, and a course by its name', () => {
  const course = '<Courses><Course><Name>round</Name><Track/></Course></Courses>';
  const { tracks } = readTrackFile(
    tcx(activity('', '<Notes>evening</Notes><Creator><Name>maker</Name></Creator>') + course),
  );
  assert.deepEqual(
    tracks.map(({ name }) => name),
    ['evening', 'round'],
  );
});
