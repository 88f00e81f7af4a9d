package io.pgretype.sequence;

import io.pgretype.change.Identifier;
import io.pgretype.sequence.IdentitySequence.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads all there is to an identity column's sequence. Its privileges count, not by whom they were granted. */
public final class IdentityReader {

    private static final String TRAITS = """
            select relpersistence as persistence,
                   obj_description(oid, 'pg_class') as comment
              from pg_class
             where oid = :sequence""";

    private static final String GRANTS = """
            select case
                       when item.grantee = 0 then 'public'
                       else quote_ident(pg_get_userbyid(item.grantee))
                   end as grantee,
                   item.privilege_type as privilege,
                   bool_or(item.is_grantable) as grantable
              from pg_class as class
             cross join aclexplode(coalesce(class.relacl, acldefault('s', class.relowner))) as item
             where class.oid = :sequence
             group by 1, 2
             order by 1, 2""";

    private static final String OTHERS = """
            select pg_describe_object(depend.classid, depend.objid, depend.objsubid) as description
              from pg_depend as depend
             where depend.refclassid = 'pg_class'::regclass
               and depend.refobjid = :sequence
               and depend.deptype <> 'i'
             order by description""";

    private final JdbcClient jdbc;
    private final SequenceReader sequences;

    public IdentityReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.sequences = new SequenceReader(jdbc);
    }

    private record Traits(String persistence, @Nullable String comment) {}

    /** Those of the columns that are identity columns. */
    public List<Feed> feeds(long table, List<Identifier> columns) {
        return sequences.feeds(table, columns).stream().filter(Feed::isIdentity).toList();
    }

    /** Under its lock, so that it is the last word on its position. */
    public IdentitySequence read(Feed feed) {
        long oid = feed.sequence().oid();
        Traits traits =
                jdbc.sql(TRAITS).param("sequence", oid).query(Traits.class).single();
        return new IdentitySequence(
                feed,
                sequences.position(feed.sequence().name()),
                traits.persistence(),
                traits.comment(),
                jdbc.sql(GRANTS).param("sequence", oid).query(Grant.class).list());
    }

    /** What else uses it, for people: made again it is another sequence. */
    public List<String> others(Feed feed) {
        return jdbc.sql(OTHERS)
                .param("sequence", feed.sequence().oid())
                .query(String.class)
                .list();
    }
}
