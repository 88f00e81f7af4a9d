-- Triggers that watch the column, in all their shapes and states.
create table orders (id integer primary key, region <integer|bigint> not null default 1, name text, changed integer not null default 0);
create table audit (id integer primary key generated always as identity, what text);
create function count_changes() returns trigger language plpgsql as $$
begin
    new.changed := new.changed + 1;
    return new;
end $$;
create function note() returns trigger language plpgsql as $$
begin
    insert into audit (what) values (tg_name || ' ' || tg_op || ' ' || coalesce(tg_argv[0], '') || ' ' || new.id || ' ' || new.region);
    return null;
end $$;
create function note_statement() returns trigger language plpgsql as $$
begin
    insert into audit (what) values (tg_name);
    return null;
end $$;
create trigger counted before update of region on orders for each row execute function count_changes();
create trigger "both ""of"" them" after update of name, region on orders for each row execute function note('region');
create trigger a_statement after update of region on orders for each statement execute function note_statement();
create trigger more after update on orders for each row when (new.region > old.region) execute function note();
create trigger large before insert on orders for each row when (new.region > 1000) execute function count_changes();
create trigger never after update of region on orders for each row execute function note();
alter table orders disable trigger never;
create trigger replicated after update of region on orders for each row execute function note();
alter table orders enable replica trigger replicated;
create trigger always after update of region on orders for each row execute function note();
alter table orders enable always trigger always;
create constraint trigger deferred after update of region on orders deferrable initially deferred for each row when (old.region is distinct from new.region) execute function note('late');
create constraint trigger referenced after insert or update of region on orders from audit not deferrable for each row execute function note('now');
alter table orders enable always trigger referenced;
create constraint trigger off after insert or update of region on orders for each row execute function note('off');
alter table orders disable trigger off;
comment on trigger counted on orders is 'counts';
comment on trigger deferred on orders is 'it''s late';
comment on constraint deferred on orders is 'a constraint';
alter trigger counted on orders depends on extension plpgsql;
alter trigger deferred on orders depends on extension plpgsql;
insert into orders select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {region: {type: bigint}}
triggers: fire
---- write
insert into orders (id, region) values ({n}, {n}), ({n} + 1, 5);
update orders set region = region + 1 where id between {n} and {n} + 1;
update orders set region = region - 1, name = 'less' where id = {n};
update orders set name = 'no region' where id = {n};
update orders set region = region where id = 7;
begin;
  update orders set region = 8 where id = 8;
  update orders set region = 9 where id = 8;
  commit;
begin;
  set local session_replication_role = replica;
  update orders set region = 10 where id = 9;
  commit;
delete from orders where id in ({n}, {n} + 1);
---- beyond
insert into orders (id, region) values (2000000, 3000000000);
update orders set region = region + 1 where id = 2000000;
