-- setup
create table file (id integer primary key, size integer not null default 0, name text);
create index file_size on file (size);
create function mirrored() returns trigger language plpgsql as $$ begin new.size_new := new.size; return new; end $$;
create table moved (id integer primary key, size bigint not null default 0, size_old integer, name text);
create function mirrored_back() returns trigger language plpgsql as $$ begin new.size_old := new.size; return new; end $$;
create trigger moved_mirror before insert or update on moved for each row execute function mirrored_back();
create table twinned (id integer primary key, size integer not null default 0, size_new bigint not null default 0);

-- case: expand
-- verdict: none
-- whole
alter table file add column size_new bigint;
create function mirrored_there() returns trigger language plpgsql as $$ begin new.size_new := new.size; return new; end $$;
create trigger file_mirror before insert or update on file for each row execute function mirrored_there();

-- case: harden
-- verdict: none
-- before
alter table file add column size_new bigint;
-- then
alter table file alter column size_new set default 0;
create index concurrently file_size_new on file (size_new);
alter table file add constraint file_size_new_check check (size_new is not null) not valid;
alter table file validate constraint file_size_new_check;

-- case: cutover
-- verdict: none
begin;
alter table twinned rename column size to size_old;
alter table twinned rename column size_new to size;
commit;

-- case: contract
-- verdict: none
-- whole
drop trigger moved_mirror on moved;
drop function mirrored_back();
alter table moved drop column size_old;

-- case: abandon
-- verdict: none
alter table twinned drop column size_new;
