-- Each table's key is another's, one after another.
create table customer (id <integer|bigint> primary key);
create table account (customer <integer|bigint> primary key references customer on delete cascade, balance numeric);
create table booking (
    id      integer primary key,
    account <integer|bigint> not null references account on delete cascade,
    amount  numeric
);
create index on booking (account);
insert into customer select i from generate_series(1, 50) as i;
insert into account select i, 0 from generate_series(1, 50) as i;
insert into booking select i, i, 1 from generate_series(1, 50) as i;
---- change
tables:
  customer: {id: {type: bigint}}
---- write
insert into customer (id) values ({n});
insert into account (customer) values ({n});
insert into booking (id, account) values ({n}, {n});
update booking set account = (select max(customer) from account where customer < 1000) where id = {n};
insert into booking (id, account) values ({n} + 1, {n});
fails: insert into booking (id, account) values ({n} + 2, {n} + 2);
delete from customer where id = {n};
delete from customer where id = (select min(id) from customer);
---- beyond
insert into customer (id) values (3000000000);
insert into account (customer) values (3000000000);
insert into booking (id, account) values (-1, 3000000000);
