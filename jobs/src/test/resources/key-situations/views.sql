-- Views whose columns keep their types, and views whose columns change with the table's, on top of each other.
create schema "My Views";
create table orders (id <integer|bigint> primary key, amount <integer|bigint> not null default 1, name text, parent <integer|bigint>);
insert into orders select i, i, 'n' || i % 7, nullif(i / 2, 0) from generate_series(1, 50) as i;
create view kept as select name, amount > 10 as large, count(*) over () as number from orders;
create view kept_options with (security_barrier, check_option = local) as select name from orders where amount > 2;
create view grouped with (security_barrier) as select name from orders group by id;
create view "My Views"."Top ""1""" as select k.name, k.large, g.name as other from kept as k left join grouped as g on g.name = k.name;
comment on view kept is 'kept as it is';
comment on column kept.large is 'more than ten';
grant select on kept to pg_monitor with grant option;
grant select (name), update (name) on kept_options to pg_read_all_stats;
alter view kept_options alter column name set default 'unnamed';
set role pg_monitor;
grant select on kept to pg_read_all_data;
reset role;
create view amounts (identifier, amount, name) with (security_barrier = true) as select id, amount, name from orders;
create view totals as select name, sum(amount) as total, array_agg(identifier) as ids from amounts group by name;
create view "My Views".ids as select unnest(ids) as id, total from totals;
create view only_names as select name from amounts;
create recursive view tree (id, depth) as select id, 0 from orders where parent is null union all select o.id, tree.depth + 1 from tree join orders as o on o.parent = tree.id;
create view by_name as with orders as (select id, name from public.orders) select o.id as "the id", o.name from orders as o where o.id between 3 and 40;
create view whole as select o, o.id from orders as o;
create view writable as select id, amount, name from orders with cascaded check option;
create function ids_put() returns trigger language plpgsql as $$ begin
  insert into orders (id, amount, name) values (new.id, new.total, 'by way of ids');
  return new;
end $$;
create trigger put instead of insert on "My Views".ids for each row execute function ids_put();
alter trigger put on "My Views".ids depends on extension plpgsql;
comment on trigger put on "My Views".ids is 'puts';
create rule nothing as on delete to totals do instead nothing;
comment on rule nothing on totals is 'nobody deletes totals';
alter view writable alter column amount set default 7;
alter view writable alter column name set default 'written';
comment on view amounts is 'what they cost, in cents';
comment on column amounts.amount is 'in cents';
comment on column "My Views".ids.id is 'of an order';
grant select on amounts to pg_monitor with grant option;
grant select, insert, update, delete on writable to pg_monitor;
grant select (identifier), update (amount) on amounts to pg_read_all_stats;
set role pg_monitor;
grant select on amounts to pg_read_all_stats with grant option;
reset role;
set role pg_read_all_stats;
grant select on amounts to pg_read_all_data;
reset role;
revoke all on only_names from current_user;
grant select on only_names to public;
create table note (id integer primary key, order_id integer);
alter table note enable row level security;
create policy seen on note using (order_id in (select identifier from amounts)) with check ((select count(*) from kept) > 0);
grant select, insert on note to pg_monitor;
create function total_of(who text) returns setof integer begin atomic select cardinality(ids) from totals where name = who; end;
create procedure rename(old text) begin atomic update kept_options set name = old || '_' where name = old; end;
comment on function total_of is 'of all';
do $$ begin
    create role key_situation_viewer;
    exception when duplicate_object then null;
end $$;
grant create on schema public to key_situation_viewer;
grant select on orders to key_situation_viewer;
create view of_another as select id, name from orders;
alter view of_another owner to key_situation_viewer;
grant select on of_another to pg_monitor;
---- change
tables:
  orders:
    id: {type: bigint}
    amount: {type: bigint}
    parent: {type: bigint}
---- write
insert into "My Views".ids (id, total) values ({n}, 5);
insert into writable (id) values ({n} + 1);
insert into note values ({n} + 1, (select count(*) from total_of('n2')));
call rename('n6');
fails: insert into kept_options (name) values ('no id');
begin;
  set local role pg_monitor;
  insert into note values ({n}, 1);
  commit;
update kept_options set name = 'changed' where name = 'n1';
---- beyond
insert into writable (id, amount) values (3000000000, 4000000000);
insert into "My Views".ids (id, total) values (3000000001, 4000000001);
