create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint> references orders) partition by range (id);
create table order_line_1 partition of order_line for values from (0) to (1000);
---- change
tables:
  orders: {id: {type: bigint}}
---- refused
PARTITIONED_TABLE
FOREIGN_KEY_COLUMN
