-- since PostgreSQL 18
create table orders (id integer primary key, region <integer|bigint> not null, name text, twice bigint generated always as (region * 2) virtual, label text generated always as (name || region) virtual, other integer generated always as (id + 1) virtual);
comment on column orders.twice is 'it''s twice';
grant select (id, twice) on orders to pg_monitor;
alter table orders enable row level security;
create policy far on orders using (twice < 1000000) with check (label <> 'no13');
insert into orders select i, i, 'n' from generate_series(1, 50) as i;
---- change
tables:
  orders: {region: {type: bigint}}
---- write
insert into orders (id, region) values ({n}, {n});
update orders set region = 7, name = label where id = {n};
begin;
  set local role pg_monitor;
  select id, twice from orders;
  commit;
delete from orders where id = {n};
---- beyond
insert into orders (id, region) values (2000000, 3000000000);
