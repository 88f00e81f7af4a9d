-- Both columns of its key move, and a third table references this key.
create table film (id <serial|bigserial> primary key);
create table actor (id <smallint|bigint> primary key);
create table role (
    film_id  <integer|bigint> references film on delete cascade,
    actor_id <smallint|bigint> references actor on delete cascade on update cascade,
    primary key (film_id, actor_id)
);
create index on role (actor_id);
create table scene (
    id integer primary key,
    film_id <integer|bigint>,
    actor_id <smallint|bigint>,
    foreign key (film_id, actor_id) references role on delete set null on update cascade
);
create index on scene (film_id, actor_id);
insert into film select i from generate_series(1, 30) as i;
insert into actor select i from generate_series(1, 30) as i;
insert into role select i, (i + j) % 30 + 1 from generate_series(1, 30) as i, generate_series(1, 2) as j;
insert into scene select i, i, (i + 1) % 30 + 1 from generate_series(1, 30) as i;
---- change
tables:
  film: {id: {type: bigint}}
  actor: {id: {type: bigint}}
---- write
insert into film (id) values (-{n}), (-{n} - 1);
insert into actor (id) values ({n}), ({n} + 1);
insert into role (film_id, actor_id) values (-{n}, {n}), (-{n} - 1, {n} + 1);
insert into scene (id, film_id, actor_id) values ({n}, -{n}, {n}), ({n} + 1, -{n} - 1, {n} + 1), ({n} + 2, null, {n});
update actor set id = {n} + 2 where id = {n};
fails: insert into scene (id, film_id, actor_id) values ({n} + 3, -{n}, {n});
delete from film where id = -{n};
delete from actor where id = {n} + 1;
delete from role where film_id = (select min(film_id) from role);
---- beyond
insert into film (id) values (3000000000);
insert into actor (id) values (3000000000);
insert into role (film_id, actor_id) values (3000000000, 3000000000);
insert into scene (id, film_id, actor_id) values (1, 3000000000, 3000000000) on conflict (id) do update set film_id = 3000000000, actor_id = 3000000000;
