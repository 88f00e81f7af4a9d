package io.pgretype.ledger;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Publications that get our tables by themselves: of all tables, or of our schema. A subscriber without the tables stops
 * at the first row of them.
 */
public final class LedgerPublications {

    /** Publications of schemas are new in 15, and so is their catalog: what they publish is among dependencies. */
    private static final String NAMES = """
            select quote_ident(publication.pubname)
              from pg_publication as publication
             where (publication.pubinsert or publication.pubupdate or publication.pubdelete)
               and (publication.puballtables
                    or exists (
                        select
                          from pg_depend as of_publication
                          join pg_depend as of_schema
                            on of_schema.classid = of_publication.classid
                           and of_schema.objid = of_publication.objid
                          join pg_namespace as namespace
                            on of_schema.refclassid = 'pg_namespace'::regclass
                           and of_schema.refobjid = namespace.oid
                         where of_publication.classid = to_regclass('pg_catalog.pg_publication_namespace')
                           and of_publication.refclassid = 'pg_publication'::regclass
                           and of_publication.refobjid = publication.oid
                           and namespace.nspname = 'pgretype'))
             order by publication.pubname""";

    private final JdbcClient jdbc;

    public LedgerPublications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As SQL spells them. */
    public List<String> names() {
        return jdbc.sql(NAMES).query(String.class).list();
    }

    /** What is said of them before there is a ledger; empty if there are none. */
    public Optional<Problem> problem(String next) {
        List<String> names = names();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.LEDGER_PUBLISHED,
                        "Subscribers that do not have the tables of schema pgretype would stop.",
                        names.stream()
                                .map(name -> "publication %s has them too".formatted(name))
                                .collect(Collectors.joining("; ")),
                        Problem.NOTHING_CHANGED,
                        next));
    }
}
