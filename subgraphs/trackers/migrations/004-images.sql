-- Pictures of people and assets: small, so they lie here and are kept apart by the rules of every other row.

create table trackers.images (
  tenant_id uuid not null,
  image_id uuid not null,
  person_id uuid,
  asset_id uuid,
  content_type text not null check (content_type in ('image/png', 'image/jpeg', 'image/webp')),
  width_pixels smallint not null check (width_pixels between 1 and 1024),
  height_pixels smallint not null check (height_pixels between 1 and 1024),
  content bytea not null check (length(content) <= 262144),
  thumbnail_type text not null check (thumbnail_type in ('image/png', 'image/jpeg', 'image/webp')),
  thumbnail bytea not null check (length(thumbnail) <= 16384),
  primary key (tenant_id, image_id),
  unique (tenant_id, person_id),
  unique (tenant_id, asset_id),
  foreign key (tenant_id, person_id) references trackers.people (tenant_id, person_id),
  foreign key (tenant_id, asset_id) references trackers.assets (tenant_id, asset_id),
  check (num_nonnulls(person_id, asset_id) = 1)
);
-- They are compressed already.
alter table trackers.images alter column content set storage external, alter column thumbnail set storage external;
call kit.isolate('trackers.images', 'trackers');
