import assert from 'node:assert/strict';
import { test } from 'node:test';

import { believed, fenceSet, fixes, textOf, versions, walk } from '../../../test/circle-walk.ts';
import { derivePresence } from './derive-presence.ts';
import { applySilence } from './tracker-presence.ts';

/** Name | versions | fixes | the visits that follow; see `test/circle-walk.ts` for how they are written. */
const CASES = `
the first fix ever inside enters                         | 0:100       | 1:50                 | 1-
the first fix outside leaves                             | 0:100       | 1:200 2:50 3:50 4:200 | 2-4
one comes back for another visit                         | 0:100       | 1:50 2:200 3:50 4:200 | 1-2, 3-4
nothing comes of a fix before the geofence holds         | 5:100       | 4:50 5:50 6:200      | 5-6
two fixes of one instant make a visit of no length       | 0:100       | 1:50 1:200           | 1-1

enter buffer: begins only deep inside     | 0:100,enterBufferMeters=10 | 1:95 2:85 3:95 4:101  | 2-4
exit buffer: ends only far outside        | 0:100,exitBufferMeters=20  | 1:50 2:110 3:119 4:121 | 1-4
accuracy: a poor fix does not begin       | 0:100,maxAccuracyMeters=50 | 1:50~60 2:50~50 3:200~40 | 2-3
accuracy: a poor fix does not end         | 0:100,maxAccuracyMeters=50 | 1:50 2:300~80 3:50 4:300~90 | 1-

begin: at the first fix that agrees       | 0:100,enterConfirmFixes=3 | 1:50 2:50 3:50 4:200       | 1-4
begin: too few are no visit               | 0:100,enterConfirmFixes=3 | 1:50 2:50 3:200 4:50 5:50  |
begin: starts over after one outside      | 0:100,enterConfirmFixes=2 | 1:50 2:200 3:50 4:50       | 3-
begin: undecided fixes are passed over    | 0:100,enterConfirmFixes=2,enterBufferMeters=10 | 1:50 2:95 3:50 4:200 | 1-4
end: at the first fix that agrees         | 0:100,exitConfirmFixes=2 | 1:50 2:200 3:200            | 1-2
end: too few end nothing                  | 0:100,exitConfirmFixes=2 | 1:50 2:200 3:50 4:200       | 1-
end: starts over after one inside         | 0:100,exitConfirmFixes=2 | 1:50 2:200 3:50 4:200 5:200 | 1-4
end: undecided fixes are passed over      | 0:100,exitConfirmFixes=2,exitBufferMeters=20 | 1:50 2:200 3:110 4:200 | 1-2

crossing: the straight line between two fixes outside         | 0:100,crossingSeconds=300   | 1:-200 2:200 | 1.25-1.75
crossing: not of a geofence that holds only since one of them | 1.2:100,crossingSeconds=300 | 1:-200 2:200 |

silence: heard exactly at the limit is not stale       | 0:100,staleAfterSeconds=300 | 0:50 5:50 6:200   | 0-6
silence: lasts until the next fix inside               | 0:100,staleAfterSeconds=240 | 0:50 10:50 11:200 | 0-11 [4+-10]
silence: lasts until the fix that ends the visit       | 0:100,staleAfterSeconds=240 | 0:50 10:200       | 0-10 [4+-10]
silence: is measured from the fix before               | 0:100,staleAfterSeconds=240 | 0:50 3:50 9:50    | 0- [7+-9]
silence: an undecided fix is a sign of life            | 0:100,staleAfterSeconds=240,maxAccuracyMeters=50 | 0:50 4:50~99 8:50 9:200 | 0-9
silence: is cut where the visit turns out to have ended | 0:100,staleAfterSeconds=240,exitConfirmFixes=2 | 0:50 1:200 30:200 | 0-1
silence: is known of a visit confirmed after it        | 0:100,staleAfterSeconds=240,enterConfirmFixes=2 | 0:50 10:50 | 0- [4+-10]
silence: a new limit counts from the next fix          | 0:100 5:100,staleAfterSeconds=60 | 1:50 10:50 15:50 | 1- [11+-15]

change: a smaller shape ends the visit when it begins to hold    | 0:100 5:40 | 1:50 10:50 | 1-5 CHANGED
change: who is inside the smaller shape by the next fix stays    | 0:100 5:40 | 1:50 10:30 11:50 | 1-11
change: who was inside both shapes left by walking               | 0:100 5:40 | 1:30 10:200 | 1-10
change: other rules alone end no visit                           | 0:100 5:100,staleAfterSeconds=6000 | 1:50 10:200 | 1-10
change: a version from before the visit does not count           | 0:40 5:100 | 6:50 7:200 | 6-7
change: of several the first that leaves one outside counts      | 0:100 5:90 6:40 7:30 | 1:50 10:50 | 1-6 CHANGED
change: is confirmed as the rules of the new version demand      | 0:100 5:40,exitConfirmFixes=2 | 1:50 10:50 | 1-
change: confirmed, the visit ends when the version began to hold | 0:100 5:40,exitConfirmFixes=2 | 1:50 10:50 11:50 | 1-5 CHANGED
change: a fix from before it is judged by the old shape          | 0:100 5:40 | 1:50 4:50 4.5:200 | 1-4.5
change: seconds of the new version confirm what began before it  | 0:100,enterConfirmFixes=2 5:50,enterConfirmSeconds=60,exitBufferMeters=40 | 1:50 10:80 | 1-
change: seconds of the new version confirm an end before it      | 0:100,exitConfirmFixes=2 5:100,exitConfirmFixes=2,exitConfirmSeconds=60,maxAccuracyMeters=50 | 1:50 2:200 10:50~99 | 1-2
change: a larger shape lets in at the next fix                   | 0:40 5:100 | 1:50 10:50 | 10-

end of the geofence: ends what begins before it                  | 0:100 5:0 | 1:50 | 1-5 CHANGED
end of the geofence: a fix outside before it ends the visit then | 0:100 5:0 | 1:50 2:200 | 1-2
end of the geofence: nothing begins at or after it               | 0:100 5:0 | 5:50 6:50 |
end of the geofence: what was not confirmed by then is no visit  | 0:100,enterConfirmFixes=2 5:0 | 4:50 6:50 |
end of the geofence: what is confirmed at that instant is a visit | 0:100,enterConfirmFixes=5,enterConfirmSeconds=60 2:0 | 1:50 | 1-2 CHANGED
end of the geofence: silence before it is silence                | 0:100,staleAfterSeconds=60 5:0 | 1:50 9:50 | 1-5 CHANGED [2+-5]
`;

for (const line of CASES.split('\n').filter(Boolean)) {
  const [name = '', fences = '', track = '', expected] = line.split('|').map((part) => part.trim());
  test(name, () => {
    const [all, walked] = [versions(fences), fixes(track)];
    const set = fenceSet(all);
    const { presence, changes } = walk(set, walked);
    // A version behind the last fix is known to hold by then.
    const until = Math.max(walked.at(-1)?.recordedAt ?? 0, all.at(-1)?.validFrom ?? 0);
    const known = set.knownAt(set.edit);
    const silent = applySilence(presence, until, known);
    assert.equal(textOf(believed([...changes, ...silent.changes])), expected);
    const whole = derivePresence({ fixes: walked, fences: known, until });
    assert.equal(textOf(whole.toSorted((a, b) => a.from - b.from)), expected);
  });
}
