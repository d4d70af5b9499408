import type { PrintWords } from './words.ts';

const TITLES = { LIVE: 'Ernstfall', DRILL: 'Übung', TEST: 'Probe' };

export const GERMAN: PrintWords = {
  language: 'de',
  title: (mode, name) => `${TITLES[mode]}: ${name}`,
  statuses: { RUNNING: 'läuft', PAUSED: 'angehalten', ENDED: 'beendet', CANCELLED: 'abgebrochen' },
  started: (time) => `begonnen ${time}`,
  counted: ({ total, accounted, missing }) => `${total} Personen, ${accounted} erfasst, ${missing} vermisst`,
  printed: (time, timeZone) => `Gedruckt ${time} (${timeZone})`,
  group: (title, { people, missing }) => `${title} (${people}, davon vermisst ${missing})`,
  columns: ['Name', 'Firma', 'Zuletzt bekannt', 'Eigener Sammelplatz', 'Stand'],
  unknownName: (personId) => `Name hier nicht bekannt (${personId})`,
  unknownPlace: 'unbekannt',
  heardNow: (place) => `${place}, jetzt gehört`,
  ago: (time, age) => `${time} (vor ${age})`,
  located: ({ ago, at, zone }) => `geortet ${ago} bei ${at}${zone && ` in ${zone}`}`,
  states: {
    UNACCOUNTED: 'Nicht erfasst',
    MISSING: 'Vermisst',
    RE_ENTERED: 'Zurückgegangen',
    ASK: 'Zu bestätigen',
    WRONG_STATION: 'Am falschen Sammelplatz',
    SAFE: 'In Sicherheit',
    OFF_SITE: 'Nicht am Standort',
    INJURED: 'Verletzt',
    REMOVED: 'War vorher gegangen',
  },
  atStation: (station) => `bei ${station}`,
  basis: { ZONE: 'von einem Tracker gesehen', WARDEN: 'von einem Räumungshelfer gemeldet', QR: 'Code gescannt' },
  origins: {
    EXPECTED_LATE: 'war darin, wie sich später zeigte',
    ARRIVED: 'kam später herein',
    MARKED: 'wurde nicht erwartet',
  },
  removed: 'Vor dem Beginn gegangen',
  noCompany: 'Keine Firma',
  noStation: 'Kein eigener Sammelplatz',
  noStationLastIn: (zone) => `Kein eigener Sammelplatz, zuletzt in ${zone}`,
};
