create table orders (id <serial|bigserial> primary key, last_line <integer|bigint>);
create table order_line (
    id       <serial|bigserial> primary key,
    order_id <integer|bigint> not null references orders on delete cascade
);
create index on order_line (order_id);
alter table orders add foreign key (last_line) references order_line on delete set null deferrable initially deferred;
create index on orders (last_line);
insert into orders (last_line) select null from generate_series(1, 50);
insert into order_line (order_id) select id from orders;
update orders set last_line = id where id <= 50;
---- change
tables:
  orders: {id: {type: bigint}}
  order_line: {id: {type: bigint}}
---- write
begin;
  insert into orders (id, last_line) values (-{n}, -{n});
  insert into order_line (id, order_id) values (-{n}, -{n}), (-{n} - 1, -{n});
  commit;
begin;
  insert into orders (last_line) values (null);
  insert into order_line (order_id) select max(id) from orders;
  commit;
fails: begin;
  insert into orders (id, last_line) values (-{n} - 2, -{n} - 2);
  commit;
delete from order_line where id = -{n};
update orders set last_line = -{n} - 1 where id = -{n};
delete from orders where id = -{n};
delete from orders where id = (select min(id) from orders);
---- beyond
begin;
  insert into orders (id, last_line) values (3000000000, 3000000000);
  insert into order_line (id, order_id) values (3000000000, 3000000000);
  commit;
