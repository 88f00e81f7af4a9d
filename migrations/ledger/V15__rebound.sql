-- Not only of views: whatever swaps have bound to other columns may have lost a cast. Names are those for people, such as
-- "policy small on public.file"; of what is no view, tried is empty.

set local lock_timeout = '1s';

alter table pgretype.rebound_view rename to rebound;

update pgretype.rebound
   set name = 'view ' || name;
