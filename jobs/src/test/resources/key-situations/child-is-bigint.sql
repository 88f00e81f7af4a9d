-- Somebody was wise when the second table was made.
create table orders (id <serial|bigserial> primary key);
create table order_line (id bigint primary key, order_id bigint not null references orders on delete cascade on update cascade);
create index on order_line (order_id);
create table invoice (order_id <integer|bigint> primary key references orders on delete cascade);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
insert into invoice select i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n}00);
insert into order_line (id, order_id) values ({n}, {n}00);
insert into invoice (order_id) values ({n}00);
fails: insert into order_line (id, order_id) values ({n} + 1, 3000000000 + {n});
delete from invoice where order_id = {n}00;
update orders set id = {n}01 where id = {n}00;
delete from orders where id = {n}01;
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
