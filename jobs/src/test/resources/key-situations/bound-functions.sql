-- Functions and procedures whose bodies are parsed when they are made.
create table orders (id integer primary key, region <integer|bigint> not null default 1, name text, unique (region, id));
create table sums (id integer primary key, total numeric, what text);
create function total(lowest integer default 0) returns numeric language sql stable begin atomic select sum(o.region) from orders o where o.region > total.lowest; end;
create function regions(out id integer, out region bigint) returns setof record language sql security definer set work_mem = '1MB' parallel safe rows 7 begin atomic select o.id, o.region from orders o where o.region < 4 order by o.id; end;
create function largest() returns bigint return (select max(region) from orders);
create procedure move(which integer, by bigint) begin atomic update orders set region = region + by where id = which; insert into sums values (which, by, 'move') on conflict (id) do update set total = excluded.total; end;
create procedure put(which integer, what bigint) begin atomic insert into orders (id, region) values (which, what) on conflict (region, id) do nothing; insert into orders (id, region) values (which, what) on conflict on constraint orders_region_id_key do update set region = excluded.region + 1; end;
create function by_key() returns setof text begin atomic select name || region from orders group by id order by id; end;
create procedure sort(which integer) begin atomic insert into sums select which, case when max(region) > 5 then 1 else 2 end, '$pgretype$;' || chr(36) from orders; update sums set what = what || case total when 1 then 'one;' else 'two' end where id = which; end;
create function reads_the_other() returns numeric begin atomic select total(3) + largest(); end;
comment on function total(integer) is 'in all';
revoke all on function regions() from public;
grant execute on function regions() to pg_monitor;
alter function total(integer) depends on extension plpgsql;
insert into orders select i, i, 'n' from generate_series(1, 50) as i;
---- change
tables:
  orders: {region: {type: bigint}}
---- write
insert into orders (id, region) values ({n}, {n});
call move({n}, 5);
call put({n} + 1, 9);
call sort({n} + 6);
insert into sums select {n} + 2, total(), (select string_agg(r.id || ':' || r.region, ',') from regions() as r);
insert into sums select {n} + 3, reads_the_other(), largest()::text;
insert into sums select {n} + 4, count(*), min(by_key) from by_key();
begin;
  set local role pg_monitor;
  select * from regions();
  commit;
delete from orders where id in ({n}, {n} + 1);
---- beyond
insert into orders (id, region) values (2000000, 3000000000);
