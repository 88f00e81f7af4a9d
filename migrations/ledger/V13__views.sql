-- Views that swaps have made again: a cast may be gone from their definitions that the way back needs. How they were before the
-- first swap, as it is printed with schemas and without those of what the swap moves, and how they were after the last.

set local lock_timeout = '1s';

create table pgretype.rebound_view (
    change text not null references pgretype.change,
    name   text not null,
    before text not null,
    tried  text not null,
    after  text not null,
    primary key (change, name)
);
