-- Compared by the same operators.
create table country (code <varchar(4)|text> primary key, name text);
create table city (id integer primary key, country <varchar(4)|text> references country on update cascade on delete cascade);
create index on city (country);
insert into country select i::text, 'n' from generate_series(1, 50) as i;
insert into city select i, i::text from generate_series(1, 50) as i;
---- change
tables:
  country: {code: {type: text, convert-back: "left(code_new, 4)"}}
---- write
insert into country (code) values ('{n}');
insert into city (id, country) values ({n}, '{n}');
fails: insert into city (id, country) values ({n} + 1, 'x');
update country set code = 'y' where code = '{n}';
delete from country where code = 'y';
delete from country where code = (select min(code) from country);
---- beyond
insert into country (code) values ('Liechtenstein');
insert into city (id, country) values (-1, 'Liechtenstein');
