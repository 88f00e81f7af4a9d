-- The referenced column has a unique constraint and is no key; columns are referenced in another order than it has them.
create table product (
    id     integer primary key,
    number <integer|bigint> constraint product_of_number unique,
    shop   integer not null,
    code   <integer|bigint> not null,
    unique (shop, code) include (id)
);
create table price (
    id     integer primary key,
    number <integer|bigint> references product (number) on delete cascade,
    code   <integer|bigint>,
    shop   integer,
    foreign key (code, shop) references product (code, shop) on update cascade on delete set null
);
create index on price (number);
create index on price (code, shop);
insert into product select i, nullif(i, 7), i % 3, i from generate_series(1, 60) as i;
insert into price select i, nullif(i, 7), i, i % 3 from generate_series(1, 60) as i;
---- change
tables:
  product: {number: {type: bigint}, code: {type: bigint}}
---- write
insert into product (id, number, shop, code) values ({n}, {n}, 1, {n}), ({n} + 1, null, 1, {n} + 1), ({n} + 2, null, 1, {n} + 2);
insert into price (id, number, code, shop) values ({n}, {n}, null, 1), ({n} + 1, null, {n} + 1, 1), ({n} + 2, {n}, {n} + 2, 1);
update product set code = {n} + 3, shop = 2 where id = {n} + 1;
update product set number = {n} + 1 where id = {n} + 1;
fails: update product set number = {n} + 2 where id = {n};
delete from product where id in ({n}, {n} + 2);
delete from product where id = (select min(id) from product);
---- beyond
insert into product (id, number, shop, code) values (-1, 3000000000, 1, 3000000000);
insert into price (id, number, code, shop) values (-1, 3000000000, 3000000000, 1);
