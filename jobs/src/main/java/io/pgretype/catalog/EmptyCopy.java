package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An empty temporary copy of a table, on which statements are tried: its columns with their types and NOT NULL, nothing else.
 * For a transaction that is rolled back; locks the table itself ACCESS SHARE.
 */
public final class EmptyCopy {

    public static final QualifiedName NAME = QualifiedName.of("pg_temp", "pgretype_probe");

    private EmptyCopy() {}

    /** @param helpers the columns that it is not to have: those of an open change, if they are there */
    public static void make(PlainStatement plain, QualifiedName table, Collection<Identifier> helpers) {
        plain.run("create temporary table %s (like %s)".formatted(NAME.name().sql(), table.sql()));
        for (Identifier helper : helpers) {
            plain.run("alter table %s drop column if exists %s".formatted(NAME.sql(), helper.sql()));
        }
    }

    /** Its pg_class.oid. */
    public static long oid(JdbcClient jdbc) {
        return jdbc.sql("select '%s'::pg_catalog.regclass::pg_catalog.oid".formatted(NAME.sql()))
                .query(Long.class)
                .single();
    }
}
