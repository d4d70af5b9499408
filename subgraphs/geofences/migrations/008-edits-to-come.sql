-- A tenant's edits can be locked before there is one: 0 until then.

alter table geofences.edits drop constraint edits_edit_check, add constraint edits_edit_check check (edit >= 0);
