-- Not only views: whatever swaps have bound to other columns may have lost a cast. Names are those for people, such as
-- "policy small on public.file"; of what is no view, tried is empty. rebound_view stays for releases that are at work.

set local lock_timeout = '1s';

create table pgretype.rebound (
    change text not null references pgretype.change,
    name   text not null,
    before text not null,
    tried  text not null,
    after  text not null,
    primary key (change, name)
);

insert into pgretype.rebound (change, name, before, tried, after)
select change, 'view ' || name, before, tried, after
  from pgretype.rebound_view;
