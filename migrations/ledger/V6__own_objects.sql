-- What is ours is known by more than its name, so that nothing that others made is taken for it and dropped.
alter table pgretype.twin
    -- The name under which an index or statistics is made, with a random part: whatever bears it is ours. Null: noted by a
    -- release that made them under the twin's name.
    add column build_name     text,
    -- Of pg_class, pg_constraint or pg_statistic_ext; null until the twin has its name.
    add column twin_oid       bigint,
    -- What it is, by the numbers of its columns: REINDEX CONCURRENTLY gives an index another oid.
    add column twin_shape     text,
    -- The same of the old column's object, as cutover found it.
    add column original_oid   bigint,
    add column original_shape text;
