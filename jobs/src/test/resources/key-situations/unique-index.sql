-- A foreign key needs no constraint.
create table product (id integer primary key, number <integer|bigint>);
create unique index product_by_number on product (number);
comment on index product_by_number is 'referenced';
create table price (
    id     integer primary key,
    number <integer|bigint> references product (number) on delete set null on update cascade
);
create index on price (number);
insert into product select i, i from generate_series(1, 60) as i;
insert into price select i, i from generate_series(1, 60) as i;
---- change
tables:
  product: {number: {type: bigint}}
---- write
insert into product (id, number) values ({n}, {n}), ({n} + 1, null);
insert into price (id, number) values ({n}, {n}), ({n} + 1, null);
fails: insert into price (id, number) values ({n} + 2, {n} + 2);
update product set number = {n} + 1 where id = {n};
update product set number = {n} where id = {n} + 1;
delete from product where id = {n};
delete from product where id = (select min(id) from product);
---- beyond
insert into product (id, number) values (-1, 3000000000);
insert into price (id, number) values (-1, 3000000000);
