-- The second table is to be dropped soon.
create table orders (id <integer|bigint> primary key);
create table archive (id integer primary key, order_id integer references orders on delete cascade on update cascade);
create index on archive (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into archive select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
references: leave
---- write
insert into orders (id) values ({n});
insert into archive (id, order_id) values ({n}, {n});
fails: insert into archive (id, order_id) values ({n} + 1, {n} + 1);
update orders set id = {n} + 2 where id = {n};
delete from orders where id = {n} + 2;
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
fails: update orders set id = 3000000001 where id = (select max(order_id) from archive);
