create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint>) partition by range (id);
create table order_line_1 partition of order_line for values from (0) to (1000);
alter table order_line_1 add foreign key (order_id) references orders;
---- change
tables:
  orders: {id: {type: bigint}}
---- refused
PARTITIONED_TABLE
