-- A message that could not be stored however often is kept too, where its sender would otherwise have to send it for ever.
alter table positions.quarantine drop constraint quarantine_reason_check;
alter table positions.quarantine add constraint quarantine_reason_check check (
  reason in ('OUT_OF_RANGE', 'IMPLAUSIBLE_TIME', 'UNKNOWN_TRACKER', 'UNSUPPORTED', 'ENCRYPTED', 'FILTERED', 'NOT_STORED'));
