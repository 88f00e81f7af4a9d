-- Its key is two foreign keys, of which one moves.
create table film (id <integer|bigint> primary key, title text);
create table actor (id integer primary key, name text);
create table film_actor (
    film_id  <integer|bigint> references film on delete cascade,
    actor_id integer references actor on delete cascade,
    primary key (film_id, actor_id)
);
create index on film_actor (actor_id, film_id);
insert into film select i, 't' from generate_series(1, 50) as i;
insert into actor select i, 'n' from generate_series(1, 50) as i;
insert into film_actor select i, (i + j) % 50 + 1 from generate_series(1, 50) as i, generate_series(1, 4) as j;
---- change
tables:
  film: {id: {type: bigint}}
---- write
insert into film (id) values ({n}), ({n} + 1);
insert into actor (id) values ({n}), ({n} + 1);
insert into film_actor (film_id, actor_id) values ({n}, {n}), ({n}, {n} + 1), ({n} + 1, {n});
insert into film_actor (film_id, actor_id) values ({n}, {n}) on conflict do nothing;
update film_actor set film_id = 1 where film_id = {n} + 1;
delete from film where id = {n};
delete from actor where id = {n};
delete from film where id = (select min(id) from film where id > 1);
---- beyond
insert into film (id) values (3000000000);
insert into film_actor (film_id, actor_id) values (3000000000, 1);
