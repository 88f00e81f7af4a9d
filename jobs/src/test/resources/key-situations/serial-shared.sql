-- One sequence feeds two integer columns of two tables; it is owned by nobody.
create sequence numbers as <integer|bigint>;
create table paper (id <integer|bigint> primary key default nextval('numbers'), note text);
create table film (
    id    <integer|bigint> primary key default nextval('numbers'),
    paper <integer|bigint> references paper on delete set null
);
create index on film (paper);
insert into paper (note) select 'n' from generate_series(1, 50);
insert into film (paper) select id from paper;
---- change
tables:
  paper: {id: {type: bigint}}
  film: {id: {type: bigint}}
---- write
insert into paper (note) values ('{n}');
insert into film (paper) select id from paper where note = '{n}';
insert into paper (id) values (-{n});
insert into film (id, paper) values (-{n}, -{n});
delete from paper where id = -{n};
update film set paper = null where paper = (select min(id) from paper);
---- beyond
select setval('numbers', 2147483647);
insert into paper (note) values ('beyond');
insert into film (paper) values (2147483648);
