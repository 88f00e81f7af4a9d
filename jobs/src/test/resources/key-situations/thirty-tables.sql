create table orders (id <integer|bigint> primary key generated always as identity, name text);
insert into orders (name) select 'n' from generate_series(1, 40);
do $$
begin
    for i in 1..30 loop
        execute format('create table child_%1$s (id integer primary key, order_id <integer|bigint> references orders on delete %2$s)',
            i, (array['cascade', 'set null', 'no action'])[i % 3 + 1]);
        execute format('create index on child_%s (order_id)', i);
        execute format('insert into child_%s select i, i from generate_series(1, 20) as i', i);
    end loop;
end $$;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) overriding system value values (-{n}), (-{n} - 1);
insert into child_1 (id, order_id) values ({n}, -{n});
insert into child_2 (id, order_id) values ({n}, -{n});
insert into child_3 (id, order_id) values ({n}, -{n});
insert into child_30 (id, order_id) values ({n}, -{n} - 1);
fails: insert into child_29 (id, order_id) values ({n}, -{n} - 2);
delete from child_2 where id = {n};
delete from orders where id = -{n};
delete from orders where id = -{n} - 1;
insert into orders (name) values ('{n}');
---- beyond
insert into orders (id) overriding system value values (3000000000);
insert into child_1 (id, order_id) values (-1, 3000000000);
insert into child_30 (id, order_id) values (-1, 3000000000);
