-- Not the column that the file names, but one that comes along.
create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint> references orders);
create view lines as select order_id, count(*) from order_line group by order_id;
create table counted (line lines);
---- change
tables:
  orders: {id: {type: bigint}}
---- refused
VIEW_ON_COLUMN
