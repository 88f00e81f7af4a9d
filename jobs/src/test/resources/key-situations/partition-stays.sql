-- A partition references by itself; its partitioned table does not.
create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id integer) partition by range (id);
create table order_line_1 partition of order_line for values from (0) to (100);
create table order_line_2 partition of order_line for values from (100) to (100000);
alter table order_line_2 add foreign key (order_id) references orders on delete set null on update cascade;
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i where i < 51;
insert into order_line values (150, 1);
---- change
tables:
  orders: {id: {type: bigint}}
references: leave
---- write
insert into orders (id) values ({n}), ({n} + 1);
insert into order_line (id, order_id) values ({n}, {n}), ({n} + 1, {n} + 1);
fails: insert into order_line (id, order_id) values ({n} + 2, {n} + 2);
update orders set id = {n} + 3 where id = {n};
delete from orders where id in ({n} + 1, {n} + 3);
---- beyond
insert into orders (id) values (3000000000);
