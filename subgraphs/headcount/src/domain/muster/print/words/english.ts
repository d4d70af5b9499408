import type { PrintWords } from './words.ts';

const TITLES = { LIVE: 'Emergency', DRILL: 'Drill', TEST: 'Test' };

export const ENGLISH: PrintWords = {
  language: 'en',
  title: (mode, name) => `${TITLES[mode]}: ${name}`,
  statuses: { RUNNING: 'running', PAUSED: 'paused', ENDED: 'ended', CANCELLED: 'called off' },
  started: (time) => `started ${time}`,
  counted: ({ total, accounted, missing }) => `${total} people, ${accounted} accounted for, ${missing} missing`,
  printed: (time, timeZone) => `Printed ${time} (${timeZone})`,
  group: (title, { people, missing }) => `${title} (${people}, ${missing} missing)`,
  columns: ['Name', 'Company', 'Last known', 'Own station', 'State'],
  unknownName: (personId) => `Name not known here (${personId})`,
  unknownPlace: 'unknown',
  heardNow: (place) => `${place}, heard now`,
  ago: (time, age) => `${time} (${age} ago)`,
  located: ({ ago, at, zone }) => `located ${ago} at ${at}${zone && ` in ${zone}`}`,
  states: {
    UNACCOUNTED: 'Not accounted for',
    MISSING: 'Missing',
    RE_ENTERED: 'Went back in',
    ASK: 'To be confirmed',
    WRONG_STATION: 'At a wrong station',
    SAFE: 'Safe',
    OFF_SITE: 'Off site',
    INJURED: 'Injured',
    REMOVED: 'Had left before',
  },
  atStation: (station) => `at ${station}`,
  basis: { ZONE: 'seen by a tracker', WARDEN: 'a warden said so', QR: 'scanned a code' },
  origins: {
    EXPECTED_LATE: 'was inside, as was learned later',
    ARRIVED: 'came in later',
    MARKED: 'was not expected',
  },
  removed: 'Left before the start',
  noCompany: 'No company',
  noStation: 'No station of their own',
  noStationLastIn: (zone) => `No station of their own, last in ${zone}`,
};
