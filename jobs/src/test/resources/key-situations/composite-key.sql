-- Both columns of the key are referenced, one of them moves.
create table orders (
    tenant integer not null,
    id     <integer|bigint> not null,
    name   text,
    primary key (tenant, id)
);
create table order_line (
    tenant   integer not null,
    order_id <integer|bigint> not null,
    line     integer not null,
    primary key (tenant, order_id, line),
    foreign key (tenant, order_id) references orders on delete cascade on update cascade
);
insert into orders select i % 3, i, 'n' from generate_series(1, 60) as i;
insert into order_line select tenant, id, 1 from orders;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (tenant, id) values (1, {n}), (2, {n});
insert into order_line (tenant, order_id, line) values (1, {n}, 1), (1, {n}, 2), (2, {n}, 1);
fails: insert into order_line (tenant, order_id, line) values (3, {n}, 1);
update orders set id = {n} + 1 where tenant = 1 and id = {n};
update orders set tenant = 7 where tenant = 1 and id = {n} + 1;
delete from orders where tenant = 2 and id = {n};
insert into orders (tenant, id) values (7, {n} + 1) on conflict (tenant, id) do update set name = 'twice';
delete from orders where id in (select min(id) from orders);
---- beyond
insert into orders (tenant, id) values (1, 3000000000);
insert into order_line (tenant, order_id, line) values (1, 3000000000, 1);
update orders set id = 3000000001 where id = 3000000000;
