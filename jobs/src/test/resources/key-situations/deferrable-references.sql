create table orders (id <integer|bigint> primary key);
create table order_line (
    id        integer primary key,
    order_id  <integer|bigint> constraint at_once references orders on delete cascade deferrable,
    other_id  <integer|bigint> constraint at_the_end references orders on delete cascade deferrable initially deferred
);
create index on order_line (order_id);
create index on order_line (other_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i, 51 - i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
begin;
  insert into order_line (id, other_id) values ({n}, {n});
  insert into orders (id) values ({n});
  commit;
begin;
  set constraints at_once deferred;
  insert into order_line (id, order_id) values ({n} + 1, {n} + 1);
  insert into orders (id) values ({n} + 1);
  commit;
begin;
  set constraints all deferred;
  insert into order_line (id, order_id, other_id) values ({n} + 2, {n} + 2, {n} + 2);
  insert into orders (id) values ({n} + 2);
  commit;
begin;
  update orders set id = {n} + 3 where id = {n};
  update order_line set other_id = {n} + 3 where id = {n};
  commit;
fails: begin;
  set constraints at_once deferred;
  insert into order_line (id, order_id) values ({n} + 4, {n} + 4);
  set constraints at_once immediate;
  commit;
fails: begin;
  insert into order_line (id, other_id) values ({n} + 4, {n} + 4);
  commit;
fails: insert into order_line (id, order_id) values ({n} + 4, {n} + 4);
delete from orders where id in ({n} + 1, {n} + 3);
delete from orders where id = (select min(id) from orders);
---- beyond
begin;
  insert into order_line (id, other_id) values (-1, 3000000000);
  insert into orders (id) values (3000000000);
  commit;
