-- Assignments come in the order of visits: who sees an assignment also sees the visits that follow from it.

comment on table timesheets.assignments is
  'One row per entry of topic person-visits that tells of an assignment of a tracker to a person; see person_visits.';
