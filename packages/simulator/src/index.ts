export type { ZoneKind } from './site/areas.ts';
export { type Site, WHOLE_SITE, type Zone, createSite } from './site/create-site.ts';
export type { GeoJsonLine, GeoJsonPoint, GeoJsonPolygon } from './site/geo-json.ts';
export type { SitePlace } from './site/places.ts';
export type { Place } from './site/plane.ts';
export type { PlanFeature, PlanRole, SitePlan } from './site/site-plan.ts';
export type { Carrier, Duty, Mover } from './movers/mover.ts';
export { dutyAt, dutyOn } from './movers/duty-of.ts';
export { type TruePlace, positionAt } from './movers/position-at.ts';
export { type Population, type SimulatedPerson, WALKING_SPEED, createPopulation } from './people/create-population.ts';
export type { PersonKind } from './people/posts.ts';
export type { SimulatedVehicle } from './vehicles/create-fleet.ts';
export { type Mishap, sendableAtMs } from './devices/mishaps.ts';
export { fixAt } from './devices/fix-at.ts';
export { type Recording, recordedFixes } from './devices/recorded-fixes.ts';
export { type TrueDay, type TrueVisit, truthOf } from './truth/truth-of.ts';
export {
  type Evacuation,
  type EvacuationOptions,
  type Evacuee,
  createEvacuation,
} from './evacuation/create-evacuation.ts';
export type { EvacueePhone, PhoneShares } from './evacuation/evacuee-phone.ts';
export { type EvacueeFix, evacueeAt, evacueeReports } from './evacuation/evacuee-reports.ts';
export { type Conduct, WALK_MS } from './evacuation/evacuee-way.ts';
export { trueVisits } from './truth/true-visits.ts';
export { dateOf, localDay, localInstant, weekday } from './time/local-day.ts';
export { type SendBatch, batchSender } from './feed/batch-sender.ts';
export { type Upload, uploadRecording } from './feed/upload-recording.ts';
export { type Feed, type FeedOptions, type FeedProgress, createFeed } from './feed/create-feed.ts';
export { type DeviceListener, deviceName, deviceSender } from './feed/device-sender.ts';
export { DEVICE_TALKS, type DeviceTalk } from './feed/device-talk.ts';
export { osmAndSender } from './feed/osmand-sender.ts';
export { type OwnTracksSettings, ownTracksSender } from './feed/owntracks-sender.ts';
export type { Delivery, Send, SenderOptions } from './feed/post-message.ts';
export { type SimulateSurroundings, simulateCommand } from './command/command.ts';
