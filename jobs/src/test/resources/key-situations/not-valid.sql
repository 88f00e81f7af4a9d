-- Rows from before the foreign key have nothing to reference.
create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint>);
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 60) as i;
alter table order_line add constraint new_rows_only foreign key (order_id) references orders on delete cascade not valid;
comment on constraint new_rows_only on order_line is 'lines 51 to 60 are lost';
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
fails: insert into order_line (id, order_id) values ({n} + 1, {n} + 1);
update order_line set id = id + 100000 + {n} where id = (select min(id) from order_line where order_id between 51 and 60);
delete from orders where id = {n};
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
