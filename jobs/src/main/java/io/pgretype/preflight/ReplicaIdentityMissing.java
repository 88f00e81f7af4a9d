package io.pgretype.preflight;

import io.pgretype.catalog.UniqueIndex;
import io.pgretype.catalog.WalkableKeys;
import io.pgretype.change.Identifier;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of a table whose updates are published must be found by the subscribers: by the replica identity. Where it lacks
 * what a publication needs, the server refuses every UPDATE (55000, 42P10), the backfill's too. The conditions are those
 * of CheckCmdReplicaIdentity.
 */
final class ReplicaIdentityMissing implements Check {

    /** Row filters and column lists are new in 15, what becomes of generated columns in 18: so their columns go by JSON. */
    private static final String OBSTACLES = """
            with subject as (
                select class.oid,
                       class.relreplident = 'f' as is_full,
                       (select array(
                                   select index.indkey[position]::int
                                     from generate_series(0, index.indnkeyatts - 1) as position)
                          from pg_index as index
                         where index.indrelid = class.oid
                           and index.indisvalid
                           and index.indimmediate
                           and case class.relreplident
                                   when 'd' then index.indisprimary
                                   when 'i' then index.indisreplident
                               end) as identity
                  from pg_class as class
                 where class.oid = :table),
            publication as (
                select publication.pubname,
                       to_jsonb(publication) ->> 'pubgencols' as generated,
                       to_jsonb(relation) ->> 'prqual' as filter,
                       (select array_agg(listed.numbers[1]::int)
                          from regexp_matches(to_jsonb(relation) ->> 'prattrs', '\\d+', 'g') as listed (numbers))
                           as listed
                  from pg_publication as publication
                  left join pg_publication_rel as relation
                    on relation.prpubid = publication.oid
                   and relation.prrelid = :table
                 where publication.pubupdate
                   and publication.pubname in (
                           select published.pubname
                             from pg_publication_tables as published
                             join pg_namespace as namespace
                               on namespace.nspname = published.schemaname
                             join pg_class as class
                               on class.relnamespace = namespace.oid
                              and class.relname = published.tablename
                            where class.oid = :table))
            select format('publication %I %s', publication.pubname, obstacle.text)
              from subject
             cross join publication
             cross join lateral (values
                 (not subject.is_full and subject.identity is null,
                  'publishes updates, and the table has no replica identity'),
                 (not subject.is_full
                      and exists (
                          select
                            from regexp_matches(publication.filter, ':varattno (\\d+)', 'g') as used (numbers)
                           where used.numbers[1]::int <> all (subject.identity)),
                  'filters rows by columns that are not in the replica identity'),
                 (publication.listed is not null
                      and (subject.is_full or not publication.listed @> subject.identity),
                  'has a column list that the replica identity goes beyond'),
                 (publication.generated is not null
                      and publication.listed is null
                      and exists (
                          select
                            from pg_attribute as attribute
                           where attribute.attrelid = subject.oid
                             and not attribute.attisdropped
                             and (subject.is_full or attribute.attnum = any (subject.identity))
                             and (attribute.attgenerated = 'v'
                                  or attribute.attgenerated = 's' and publication.generated <> 's')),
                  'does not send a generated column of the replica identity')
             ) as obstacle (stands, text)
             where obstacle.stands
             order by publication.pubname, obstacle.text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.REPLICA_IDENTITY_MISSING,
                "No row of %s can be updated.".formatted(subject.name()),
                jdbc.sql(OBSTACLES)
                        .param("table", subject.oid())
                        .query(String.class)
                        .list(),
                ("'alter table %s replica identity %s', or let the publication do without updates or without what it says of"
                                + " the table ('alter publication … set …').")
                        .formatted(subject.name(), identity(subject, jdbc)));
    }

    private static String identity(Subject subject, JdbcClient jdbc) {
        List<Identifier> changed =
                subject.columns().stream().map(column -> column.move().column()).toList();
        return new WalkableKeys(jdbc)
                .uniqueIndexes(subject.oid()).stream()
                        .filter(index -> index.isWalkable() && !index.hasAny(changed))
                        .findFirst()
                        .map(UniqueIndex::name)
                        .map(index -> "using index " + index.name().sql())
                        .orElse("full");
    }
}
