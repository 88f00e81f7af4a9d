create table orders (id <integer|bigint> primary key);
create table invoice (
    id       integer primary key,
    order_id <integer|bigint> not null references orders on delete restrict on update restrict
);
create table order_line (id integer primary key, order_id <integer|bigint> references orders on update cascade);
insert into orders select i from generate_series(1, 100) as i;
insert into invoice select i, i from generate_series(1, 20) as i;
insert into order_line select i, i from generate_series(1, 40) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n}), ({n} + 1);
insert into invoice (id, order_id) values ({n}, {n});
insert into order_line (id, order_id) values ({n}, {n}), ({n} + 1, {n} + 1);
fails: delete from orders where id = {n};
fails: update orders set id = {n} + 2 where id = {n};
fails: delete from orders where id = {n} + 1;
update orders set id = {n} + 2 where id = {n} + 1;
delete from invoice where id = {n};
update orders set id = {n} + 3 where id = {n};
delete from orders where id = (select max(id) from orders where id <= 100);
---- beyond
insert into orders (id) values (3000000000);
insert into invoice (id, order_id) values (-1, 3000000000);
