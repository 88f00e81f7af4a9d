-- Both the key and another column of a table move, each referenced by others.
create table product (id <integer|bigint> primary key, number <smallint|integer> not null unique);
create table price (id integer primary key, product <integer|bigint> references product on delete cascade);
create table label (id integer primary key, number <smallint|integer> references product (number) on delete cascade on update cascade);
create table both_of (
    product <integer|bigint> references product on delete cascade,
    number  <smallint|integer> references product (number) on delete cascade on update cascade,
    primary key (product, number)
);
create index on price (product);
create index on label (number);
create index on both_of (number);
insert into product select i, i from generate_series(1, 50) as i;
insert into price select i, i from generate_series(1, 50) as i;
insert into label select i, i from generate_series(1, 50) as i;
insert into both_of select i, i from generate_series(1, 50) as i;
---- change
tables:
  product: {id: {type: bigint}, number: {type: integer}}
---- write
insert into product (id, number) values ({n}, {n} + 1);
insert into price (id, product) values ({n}, {n});
insert into label (id, number) values ({n}, {n} + 1);
insert into both_of (product, number) values ({n}, {n} + 1);
update product set number = {n} + 2 where id = {n};
delete from product where number = {n} + 2;
delete from product where id = (select min(id) from product);
---- beyond
insert into product (id, number) values (3000000000, 100000);
insert into both_of (product, number) values (3000000000, 100000);
