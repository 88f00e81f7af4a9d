create table account (id <varchar(36)|uuid> primary key, name text);
create table login (
    account <varchar(36)|uuid> primary key references account on delete cascade on update cascade,
    name    text
);
create table audit (id integer primary key, account <varchar(36)|uuid> references account on delete set null);
create index on audit (account);
insert into account select (md5(i::text)::uuid)::<varchar(36)|uuid>, 'n' from generate_series(1, 40) as i;
insert into login select id, 'n' from account;
insert into audit select i, (md5(i::text)::uuid)::<varchar(36)|uuid> from generate_series(1, 40) as i;
---- change
tables:
  account: {id: {type: uuid, convert-back: "id_new::text"}}
---- write
insert into account (id) values ('a0000000-0000-0000-0000-00000000{n}');
insert into login (account) values ('a0000000-0000-0000-0000-00000000{n}');
insert into audit (id, account) values ({n}, 'a0000000-0000-0000-0000-00000000{n}');
fails: insert into login (account) values ('b0000000-0000-0000-0000-00000000{n}');
fails: update account set id = 'c0000000-0000-0000-0000-00000000{n}' where id = 'a0000000-0000-0000-0000-00000000{n}';
update audit set account = null where id = {n};
update account set id = 'c0000000-0000-0000-0000-00000000{n}' where id = 'a0000000-0000-0000-0000-00000000{n}';
delete from account where id = 'c0000000-0000-0000-0000-00000000{n}';
---- beyond
insert into account (id) values ('A0000000000000000000000000000009');
