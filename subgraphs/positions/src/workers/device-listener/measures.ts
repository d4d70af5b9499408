import type { Measure } from '@trekker/kit';

import type { Tally } from './tally.ts';

/** What listeners count, in the form in which a process tells it. */
export function measuresOf(tallies: readonly Tally[]): Measure[] {
  const each = (value: (tally: Tally) => number) => () =>
    tallies.map((tally) => ({ labels: { protocol: tally.protocol }, value: value(tally) }));
  const count = (name: string, help: string, value: (tally: Tally) => number): Measure => ({
    name: `trekker_positions_device_${name}`,
    help,
    kind: name.endsWith('_total') ? 'counter' : 'gauge',
    labels: ['protocol'],
    read: each(value),
  });
  return [
    count('connections', 'Trackers connected now.', (tally) => tally.connections),
    count('accepted_total', 'Connections of trackers that were accepted.', (tally) => tally.accepted),
    count('dropped_bytes_total', 'Bytes of trackers that belong to no message.', (tally) => tally.droppedBytes),
    count('unknown_total', 'Messages of devices that nobody knows.', (tally) => tally.unknown),
    count('unavailable_total', 'Times that messages could not be stored.', (tally) => tally.unavailable),
    count('dropped_datagrams_total', 'Datagrams that found too many waiting.', (tally) => tally.droppedDatagrams),
    {
      name: 'trekker_positions_device_frames_total',
      help: 'Messages of trackers by transport and by their checksum: right, wrong or none.',
      kind: 'counter',
      labels: ['protocol', 'transport', 'checksum'],
      read: () => tallies.flatMap(framesOf),
    },
    {
      name: 'trekker_positions_device_ended_total',
      help: 'Connections of trackers that were closed from here, by reason.',
      kind: 'counter',
      labels: ['protocol', 'reason'],
      read: () => tallies.flatMap(endedOf),
    },
  ];
}

function framesOf({ protocol, frames }: Tally) {
  return Object.entries(frames).flatMap(([transport, byChecksum]) =>
    Object.entries(byChecksum).map(([checksum, value]) => ({ labels: { protocol, transport, checksum }, value })),
  );
}

function endedOf({ protocol, ended }: Tally) {
  return Object.entries(ended).map(([reason, value]) => ({ labels: { protocol, reason }, value }));
}
