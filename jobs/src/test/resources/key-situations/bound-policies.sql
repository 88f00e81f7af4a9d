-- Policies of the table, and of others that ask it, of every command.
create table orders (id integer primary key, region <integer|bigint> not null, owner text);
create table note (id integer primary key, order_id integer references orders on delete cascade);
alter table orders enable row level security;
alter table note enable row level security;
create policy near on orders using (region < 1000 or id = any (array[1, 2])) with check (region between 1 and 999);
create policy seen on orders as restrictive for select to pg_monitor using (region <> 13);
create policy gone on orders for delete to pg_monitor, pg_read_all_stats using (region = region and owner = current_user);
create policy mine on note using (exists (select from orders as o where o.id = note.order_id and o.region <> 7)) with check (order_id in (select id from orders where region > 2));
create policy "odd ""one""" on note as restrictive for insert with check ((select max(region) from orders) > order_id * 0);
comment on policy near on orders is 'near ones';
grant select, insert, update, delete on orders, note to pg_monitor;
insert into orders select i, i, 'pg_monitor' from generate_series(1, 50) as i;
insert into note select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {region: {type: bigint}}
---- write
begin;
  set local role pg_monitor;
  insert into orders (id, region, owner) values ({n}, 999, 'pg_monitor');
  update orders set region = 998 where id = {n};
  commit;
fails: begin;
  set local role pg_monitor;
  update orders set region = 1000 where id = {n};
  commit;
begin;
  set local role pg_monitor;
  insert into note values ({n}, {n});
  update note set id = id where order_id between 3 and 9;
  commit;
fails: begin;
  set local role pg_monitor;
  insert into note values ({n} + 1, 1);
  commit;
begin;
  set local role pg_monitor;
  create temporary table seen as select * from orders;
  reset role;
  insert into orders (id, region, owner) select {n} + 5, count(*), 'seen' from seen;
  drop table seen;
  commit;
begin;
  set local role pg_monitor;
  delete from orders where id in ({n}, 13);
  commit;
---- beyond
insert into orders (id, region, owner) values (2000000, 3000000000, 'far');
