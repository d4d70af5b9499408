import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { ActiveHours } from './ActiveHours.ts';
import { Geofence } from './Geofence.ts';
import { GeofenceEvent } from './GeofenceEvent.ts';
import { GeofenceSimulation } from './GeofenceSimulation.ts';
import { GeofenceVersion } from './GeofenceVersion.ts';
import { archiveGeofence } from './Mutation/archiveGeofence.ts';
import { createGeofence } from './Mutation/createGeofence.ts';
import { createPlace } from './Mutation/createPlace.ts';
import { importGeofences } from './Mutation/importGeofences.ts';
import { updateGeofence } from './Mutation/updateGeofence.ts';
import { updatePlace } from './Mutation/updatePlace.ts';
import { Person } from './Person.ts';
import { PersonVisit } from './PersonVisit.ts';
import { Place } from './Place.ts';
import { Position } from './Position.ts';
import { PositionExplanation } from './PositionExplanation.ts';
import { PositionJudgement } from './PositionJudgement.ts';
import { exportGeofences } from './Query/exportGeofences.ts';
import { geofence } from './Query/geofence.ts';
import { geofenceEvents } from './Query/geofenceEvents.ts';
import { geofenceKindDefaults } from './Query/geofenceKindDefaults.ts';
import { geofences } from './Query/geofences.ts';
import { pendingDerivation } from './Query/pendingDerivation.ts';
import { place } from './Query/place.ts';
import { places } from './Query/places.ts';
import { explainPosition } from './Query/explainPosition.ts';
import { presenceProgress } from './Query/presenceProgress.ts';
import { repairedGeometry } from './Query/repairedGeometry.ts';
import { simulateGeofence } from './Query/simulateGeofence.ts';
import { suggestedRules } from './Query/suggestedRules.ts';
import { visits } from './Query/visits.ts';
import { geofencesService } from './Query/geofencesService.ts';
import { geofenceEvent } from './Subscription/geofenceEvent.ts';
import { visitChanged } from './Subscription/visitChanged.ts';
import { RulesSuggestion } from './RulesSuggestion.ts';
import { SimulatedChange } from './SimulatedChange.ts';
import { SimulatedVisit } from './SimulatedVisit.ts';
import { SimulationFigures } from './SimulationFigures.ts';
import { Tracker } from './Tracker.ts';
import { Visit } from './Visit.ts';
import { VisitChange } from './VisitChange.ts';
import { VisitEvidence } from './VisitEvidence.ts';
import { Whereabouts } from './Whereabouts.ts';

/** Everything `schema/geofences.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: {
    place,
    places,
    geofence,
    geofences,
    geofenceKindDefaults,
    exportGeofences,
    repairedGeometry,
    simulateGeofence,
    suggestedRules,
    explainPosition,
    visits,
    geofenceEvents,
    presenceProgress,
    pendingDerivation,
    geofencesService,
  },
  Mutation: { createPlace, updatePlace, createGeofence, updateGeofence, archiveGeofence, importGeofences },
  Subscription: { visitChanged, geofenceEvent },
  Place,
  ActiveHours,
  Geofence,
  GeofenceEvent,
  GeofenceVersion,
  GeofenceSimulation,
  SimulationFigures,
  SimulatedVisit,
  SimulatedChange,
  RulesSuggestion,
  Position,
  PositionExplanation,
  PositionJudgement,
  Visit,
  VisitChange,
  VisitEvidence,
  Whereabouts,
  PersonVisit,
  Tracker,
  Person,
};
