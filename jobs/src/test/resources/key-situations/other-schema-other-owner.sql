do $$ begin
    create role key_situation_sales;
    exception when duplicate_object then null;
end $$;
create schema shop;
create schema sales authorization key_situation_sales;
create table shop.orders (id <integer|bigint> primary key);
grant usage on schema shop to key_situation_sales;
grant select, references on shop.orders to key_situation_sales;
set role key_situation_sales;
create table sales.orders (id integer primary key, order_id <integer|bigint> references shop.orders on delete cascade);
create index on sales.orders (order_id);
grant select (order_id) on sales.orders to pg_monitor;
reset role;
insert into shop.orders select i from generate_series(1, 50) as i;
insert into sales.orders select i, i from generate_series(1, 50) as i;
---- change
tables:
  shop.orders: {id: {type: bigint}}
---- write
insert into shop.orders (id) values ({n});
begin;
  set local role key_situation_sales;
  insert into sales.orders (id, order_id) values ({n}, {n});
  commit;
fails: insert into sales.orders (id, order_id) values ({n} + 1, {n} + 1);
delete from shop.orders where id = {n};
delete from shop.orders where id = (select min(id) from shop.orders);
---- beyond
insert into shop.orders (id) values (3000000000);
insert into sales.orders (id, order_id) values (-1, 3000000000);
