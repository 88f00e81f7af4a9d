-- How large the tables were with their indexes when expand began, in bytes: for status.

set local lock_timeout = '1s';

alter table pgretype.change add column size_before bigint;
