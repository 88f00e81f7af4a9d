-- The key also in a check, a partial unique index, an index on an expression, and statistics.
create table orders (
    id     <integer|bigint> primary key,
    parent <integer|bigint> references orders,
    ended  boolean not null default false,
    constraint not_its_own_parent check (parent <> id),
    constraint positive check (id > 0) not valid,
    unique (parent, id)
);
create unique index one_open on orders (parent) where not ended;
create index orders_odd on orders ((id % 2), parent desc nulls last);
create statistics orders_parents on id, parent from orders;
alter table orders alter parent set statistics 500;
insert into orders select i, nullif(i - 1, 0) from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id, parent) values ({n}, null), ({n} + 1, {n});
fails: insert into orders (id, parent) values ({n} + 2, {n});
fails: insert into orders (id, parent) values ({n} + 2, {n} + 2);
fails: insert into orders (id) values (-1);
update orders set ended = true where id = {n} + 1;
insert into orders (id, parent) values ({n} + 2, {n});
insert into orders (id, parent) values ({n} + 2, {n}) on conflict (parent) where not ended do update set ended = true;
delete from orders where id in ({n}, {n} + 1, {n} + 2);
---- beyond
insert into orders (id, parent) values (3000000000, 1) on conflict do nothing;
insert into orders (id) values (3000000001);
