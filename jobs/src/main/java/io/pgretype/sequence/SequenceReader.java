package io.pgretype.sequence;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the sequences that feed columns. */
public final class SequenceReader {

    private static final String FEEDS = """
            with link as (
                -- What the column's default draws from.
                select attribute.attnum,
                       depend.refobjid as sequence,
                       true as drawn,
                       false as owned,
                       '' as identity
                  from pg_attribute as attribute
                  join pg_attrdef as own_default
                    on own_default.adrelid = attribute.attrelid
                   and own_default.adnum = attribute.attnum
                  join pg_depend as depend
                    on depend.classid = 'pg_attrdef'::regclass
                   and depend.objid = own_default.oid
                   and depend.refclassid = 'pg_class'::regclass
                 where attribute.attrelid = :table
                union all
                select attribute.attnum,
                       depend.objid,
                       false,
                       true,
                       case depend.deptype when 'i' then attribute.attidentity::text else '' end
                  from pg_attribute as attribute
                  join pg_depend as depend
                    on depend.refclassid = 'pg_class'::regclass
                   and depend.refobjid = attribute.attrelid
                   and depend.refobjsubid = attribute.attnum
                   and depend.classid = 'pg_class'::regclass
                   and depend.deptype in ('a', 'i')
                 where attribute.attrelid = :table),
            feed as (
                select attnum,
                       sequence,
                       bool_or(drawn) as drawn,
                       bool_or(owned) as owned,
                       max(identity) as identity
                  from link
                 group by attnum, sequence)
            select attribute.attname,
                   format_type(coalesce(nullif(type.typbasetype, 0), type.oid), null) as column_type,
                   feed.drawn,
                   feed.owned,
                   feed.identity,
                   class.oid,
                   namespace.nspname,
                   class.relname,
                   format_type(sequence.seqtypid, null) as type,
                   sequence.*
              from feed
              join pg_attribute as attribute
                on attribute.attrelid = :table
               and attribute.attnum = feed.attnum
              join pg_type as type
                on type.oid = attribute.atttypid
              join pg_sequence as sequence
                on sequence.seqrelid = feed.sequence
              join pg_class as class
                on class.oid = sequence.seqrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where attribute.attname in (:columns)
             order by namespace.nspname, class.relname, attribute.attnum""";

    private static final String SEQUENCE = """
            select class.oid,
                   namespace.nspname,
                   class.relname,
                   format_type(sequence.seqtypid, null) as type,
                   sequence.*
              from pg_sequence as sequence
              join pg_class as class
                on class.oid = sequence.seqrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where sequence.seqrelid = :sequence""";

    private static final String LAST = """
            select coalesce(cast(pg_sequence_last_value(seqrelid) as numeric), :before)
              from pg_sequence
             where seqrelid = :sequence
               and has_sequence_privilege(seqrelid, 'select, usage')""";

    private final JdbcClient jdbc;

    public SequenceReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the columns that bear those names; one sequence may feed several. */
    public List<Feed> feeds(long table, Collection<Identifier> columns) {
        return jdbc.sql(FEEDS)
                .param("table", table)
                .param("columns", columns.stream().map(Identifier::name).toList())
                .query((row, number) -> new Feed(
                        sequence(row),
                        Identifier.of(row.getString("attname")),
                        row.getString("column_type"),
                        row.getBoolean("drawn"),
                        row.getBoolean("owned"),
                        Feed.Identity.of(row.getString("identity"))))
                .list();
    }

    /** As it is now. It must be there. */
    public Sequence sequence(long oid) {
        return jdbc.sql(SEQUENCE)
                .param("sequence", oid)
                .query((row, number) -> sequence(row))
                .single();
    }

    /** Where it is; takes SELECT on it. */
    public Position position(QualifiedName sequence) {
        return jdbc.sql("select last_value, is_called from " + sequence.sql())
                .query((row, number) -> new Position(row.getLong("last_value"), row.getBoolean("is_called")))
                .single();
    }

    /** For people and rates; empty for a role that may not look at it. */
    public Optional<HeadRoom> headRoom(Feed feed) {
        Sequence sequence = feed.sequence();
        return jdbc.sql(LAST)
                .param("sequence", sequence.oid())
                .param(
                        "before",
                        BigInteger.valueOf(sequence.start()).subtract(BigInteger.valueOf(sequence.increment())))
                .query(BigInteger.class)
                .optional()
                .map(last -> new HeadRoom(feed, within(last)));
    }

    /** What would be before the first number need not be one. */
    private static long within(BigInteger number) {
        return number.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private static Sequence sequence(ResultSet row) throws SQLException {
        return new Sequence(
                row.getLong("oid"),
                QualifiedName.of(row.getString("nspname"), row.getString("relname")),
                NumberType.of(row.getString("type")).orElseThrow(),
                row.getLong("seqstart"),
                row.getLong("seqincrement"),
                row.getLong("seqmin"),
                row.getLong("seqmax"),
                row.getLong("seqcache"),
                row.getBoolean("seqcycle"));
    }
}
