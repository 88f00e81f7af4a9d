-- Views that show a state, and one that counts by it.
create type mood as enum ('good', 'bad');
create table person (id integer primary key, mood <mood|text> not null, name text);
insert into person select i, case when i % 2 = 0 then 'good' else 'bad' end::<mood|text>, 'n' || i from generate_series(1, 40) as i;
create view moods as select id, mood from person where mood is not null;
create view counts as select mood, count(*) as persons from moods group by mood;
create view names as select name, mood::text as mood from person;
create view by_text as select count(*) as n, max(mood::text) as last from person where mood::text like 'g%';
comment on column counts.mood is 'how it goes';
---- change
tables:
  person: {mood: {type: text}}
---- write
insert into person (id, mood, name) values ({n}, 'good', 'new');
insert into person (id, mood, name) select {n} + 1, mood, 'counted' from counts order by persons desc, mood::text limit 1;
---- beyond
insert into person (id, mood, name) values (2, 'ugly', 'x') on conflict (id) do update set mood = excluded.mood;
