-- Finds the control entries of a head without reading what lies between them: a consumer that starts in the middle of a
-- head learns by them which rules it stands under.
create index entries_control on log.entries (tenant_id, topic, partition, subject_id, type, "offset") where kind = 'control';
