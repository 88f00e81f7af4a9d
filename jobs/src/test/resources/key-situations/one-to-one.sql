-- The references are unique, one by a constraint, one by an index, and one may wait.
create table account (id <integer|bigint> primary key generated always as identity, name text);
create table profile (
    id       integer primary key generated always as identity,
    account  <integer|bigint> not null unique references account on delete cascade,
    previous <integer|bigint> unique deferrable initially deferred references account on delete set null,
    following <integer|bigint> references account on delete set null
);
create unique index on profile (following);
insert into account (name) select 'n' from generate_series(1, 50);
insert into profile (account, previous, following) select id, nullif(id - 1, 0), nullif(id + 1, 51) from account;
---- change
tables:
  account: {id: {type: bigint}}
---- write
insert into account (id) overriding system value values (-{n}), (-{n} - 1);
insert into profile (account, previous) values (-{n}, -{n}), (-{n} - 1, null);
fails: insert into profile (account) values (-{n});
insert into profile (account, following) values (-{n}, -{n}) on conflict (account) do update set following = excluded.following;
fails: update profile set following = -{n} where account = -{n} - 1;
begin;
  update profile set previous = -{n} where account = -{n} - 1;
  update profile set previous = -{n} - 1 where account = -{n};
  commit;
delete from account where id = -{n};
delete from account where id = (select min(id) from account where id > 0);
insert into account (name) values ('{n}');
---- beyond
insert into account (id) overriding system value values (3000000000);
insert into profile (account, previous, following) values (3000000000, 3000000000, 3000000000);
