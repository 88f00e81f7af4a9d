-- The natural key of the first table is copied down three tables, and its updates go all the way.
create table country (code <smallint|integer> primary key);
create table city (
    country <smallint|integer> references country on update cascade on delete cascade,
    number  integer,
    primary key (country, number)
);
create table street (
    country <smallint|integer>,
    city    integer,
    number  integer,
    primary key (country, city, number),
    foreign key (country, city) references city on update cascade on delete cascade
);
insert into country select i from generate_series(1, 40) as i;
insert into city select i, j from generate_series(1, 40) as i, generate_series(1, 2) as j;
insert into street select country, number, 1 from city;
---- change
tables:
  country: {code: {type: integer}}
---- write
insert into country (code) values ({n});
insert into city (country, number) values ({n}, 1), ({n}, 2);
insert into street (country, city, number) values ({n}, 1, 1), ({n}, 2, 1);
update country set code = {n} + 1 where code = {n};
update city set number = 9 where country = {n} + 1 and number = 2;
delete from country where code = (select min(code) from country);
update country set code = code + 1000 where code = (select min(code) from country);
---- beyond
insert into country (code) values (100000);
insert into city (country, number) values (100000, 1);
insert into street (country, city, number) values (100000, 1, 1);
update country set code = 100001 where code = 100000;
