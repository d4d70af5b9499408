-- Letters are made small by the service alone: PostgreSQL does it otherwise, and by the locale of the server.
alter table tenancy.users drop constraint users_check;
alter table tenancy.invitations drop constraint invitations_check;
