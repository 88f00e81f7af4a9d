-- It can be filled only when the new column is the key.
create table orders (id <integer|bigint> primary key, name text);
create view grouped as select id, name from orders group by id;
create materialized view names as select name from grouped;
---- change
tables:
  orders: {id: {type: bigint}}
---- refused
VIEW_ON_COLUMN
