-- What a verification has to know so that the gate to cutover can trust it.

-- How the mirror stood when a verification began: a mirror that was touched since may have been away meanwhile.
create table pgretype.mirror_mark (
    run  bigint primary key references pgretype.run,
    mark text   not null
);
