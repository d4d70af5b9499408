export { type GeoJsonLine, type GeoJsonPolygon, type Site, type SiteArea, createSite } from './site/create-site.ts';
export type { AreaKind } from './site/layout.ts';
export { type SimulatedPerson, WALKING_SPEED, createPopulation } from './people/create-population.ts';
export { type TruePlace, positionAt } from './people/position-at.ts';
export { fixAt } from './people/fix-at.ts';
export { isOnShift } from './people/shift.ts';
export { type Feed, type FeedOptions, type FeedProgress, createFeed } from './feed/create-feed.ts';
export { type Send, httpSender } from './feed/http-sender.ts';
