create table orders (id <integer|bigint> primary key, name text);
create view names as select name from orders group by id;
---- change
tables:
  orders: {id: {type: bigint}}
---- refused
VIEW_ON_COLUMN
