create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id integer references orders) partition by range (id);
create table order_line_1 partition of order_line for values from (0) to (100);
create table order_line_2 partition of order_line for values from (100) to (100000);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
references: leave
---- write
insert into orders (id) values ({n}), ({n} + 1);
insert into order_line (id, order_id) values ({n}, {n});
fails: insert into order_line (id, order_id) values ({n} + 2, {n} + 2);
fails: delete from orders where id = {n};
delete from orders where id = {n} + 1;
---- beyond
insert into orders (id) values (3000000000);
