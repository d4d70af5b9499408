import type { Wording } from './wording.ts';

export const GERMAN: Wording = {
  prefixes: { NEW: '', REVISED: 'Berichtigt: ', RETRACTED: 'Zurückgenommen: ' },
  person: 'Eine Person',
  asset: 'Ein Objekt',
  tracker: 'Ein Tracker',
  zone: 'eine Zone',
  muster: (name) => (name === null ? 'Eine Räumung' : `Räumung „${name}“`),
  modes: { LIVE: 'Ernstfall', DRILL: 'Übung', TEST: 'Test' },
  count({ count, minimum, maximum }) {
    if (count === null) return '';
    const limits = [
      ...(minimum === null ? [] : [`mindestens ${minimum}`]),
      ...(maximum === null ? [] : [`höchstens ${maximum}`]),
    ];
    return `: ${count}${limits.length ? `, erlaubt sind ${limits.join(' und ')}` : ''}`;
  },
  sentences: {
    ENTERED: ({ who, where }) => `${who} hat ${where} betreten.`,
    LEFT: ({ who, where }) => `${who} hat ${where} verlassen.`,
    DWELLED: ({ who, where }) => `${who} hält sich schon lange in ${where} auf.`,
    CROSSED: ({ who, where }) => `${who} hat ${where} durchquert.`,
    LOITERED: ({ who, where }) => `${who} bewegt sich in ${where} schon lange kaum.`,
    STALE: ({ who, where }) => `${who} in ${where} hat sich schon lange nicht gemeldet.`,
    LOST: ({ who, where }) => `${who} ging in ${where} verloren: Es kommt nichts mehr an.`,
    EXCLUSION_VIOLATED: ({ who, where }) => `${who} ist in ${where}, wo niemand sein darf.`,
    LIMIT_REACHED: ({ where, count }) => `Die Grenze von ${where} ist erreicht${count}.`,
    LIMIT_EXCEEDED: ({ where, count }) => `Die Grenze von ${where} ist überschritten${count}.`,
    BELOW_MINIMUM: ({ where, count }) => `In ${where} sind zu wenige Personen${count}.`,
    LIMIT_CLEARED: ({ where, count }) => `Die Zahl der Personen in ${where} liegt wieder in ihren Grenzen${count}.`,
    MUSTER_STARTED: ({ muster, mode }) => `${muster} hat begonnen${mode}.`,
    MUSTER_PAUSED: ({ muster, mode }) => `${muster} wurde unterbrochen${mode}.`,
    MUSTER_RESUMED: ({ muster, mode }) => `${muster} geht weiter${mode}.`,
    MUSTER_ENDED: ({ muster, mode }) => `${muster} ist beendet${mode}.`,
    TEST: () => 'Dies ist eine Probe; es ist nichts geschehen.',
    ENDPOINT_DISABLED: () => 'Eine Webhook-Adresse wurde abgeschaltet, weil sie nicht annimmt, was ihr gesendet wird.',
  },
};
