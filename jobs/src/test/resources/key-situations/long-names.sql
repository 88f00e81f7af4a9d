-- Names of 63 letters, whose twins must be cut, and differ all the same.
create table orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres (
    number_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres <integer|bigint>,
    constraint the_key_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre
        primary key (number_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres)
);
create table lines_with_a_name_that_is_as_long_as_a_name_can_be_in_postgresq (
    id integer primary key,
    order_1_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre <integer|bigint>,
    order_2_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre <integer|bigint>,
    constraint reference_with_a_name_that_is_as_long_as_a_name_can_be_in_pos_1
        foreign key (order_1_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre)
        references orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres on delete cascade,
    constraint reference_with_a_name_that_is_as_long_as_a_name_can_be_in_pos_2
        foreign key (order_2_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre)
        references orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres on delete set null
);
create index on lines_with_a_name_that_is_as_long_as_a_name_can_be_in_postgresq
    (order_1_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre);
create index on lines_with_a_name_that_is_as_long_as_a_name_can_be_in_postgresq
    (order_2_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre);
insert into orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres select i from generate_series(1, 50) as i;
insert into lines_with_a_name_that_is_as_long_as_a_name_can_be_in_postgresq select i, i, i from generate_series(1, 50) as i;
---- change
tables:
  orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres:
    number_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres: {type: bigint}
---- write
insert into orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres
    (number_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres) values ({n}), ({n} + 1);
insert into lines_with_a_name_that_is_as_long_as_a_name_can_be_in_postgresq
    (id, order_1_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre,
    order_2_with_a_name_that_is_as_long_as_a_name_can_be_in_postgre) values ({n}, {n}, {n}), ({n} + 1, {n} + 1, {n});
delete from orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres
    where number_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres = {n};
---- beyond
insert into orders_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres
    (number_with_a_name_that_is_as_long_as_a_name_can_be_in_postgres) values (3000000000);
