package io.pgretype.preflight;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.change.Identifier;
import io.pgretype.problem.Problem;
import io.pgretype.reference.Reference;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What making a foreign key again takes: to own the table that references, REFERENCES on the other one, and there a
 * privilege that allows to lock it.
 */
final class ReferencePrivileges {

    private static final String OWNS = """
            select pg_has_role(relowner, 'usage')
              from pg_class
             where oid = :table""";

    private static final String MAY_REFERENCE = """
            select has_table_privilege(:table::oid, 'references')
                   or has_column_privilege(:table::oid, :column::text, 'references')""";

    private static final String MAY_LOCK = """
            select has_table_privilege(:table::oid, 'update, delete, truncate')""";

    private static final String OWNER = """
            select quote_ident(pg_get_userbyid(relowner))
              from pg_class
             where oid = :table""";

    private final JdbcClient jdbc;

    ReferencePrivileges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Problem> refusals(List<Reference> references) {
        List<MissingPrivilege> missing = references.stream()
                .map(Reference::original)
                .flatMap(this::missing)
                .distinct()
                .toList();
        return MissingPrivilege.problems("This role may not make all foreign keys again.", missing);
    }

    private Stream<MissingPrivilege> missing(ForeignKey key) {
        ForeignKey.Table child = key.referencing();
        ForeignKey.Table parent = key.referenced();
        Stream.Builder<MissingPrivilege> missing = Stream.builder();
        if (!is(OWNS, child)) {
            String owner = jdbc.sql(OWNER)
                    .param("table", child.oid())
                    .query(String.class)
                    .single();
            missing.add(new MissingPrivilege(
                    "%s must be owned: it has %s".formatted(child.name(), key.text()),
                    "grant %s to %s".formatted(owner, role())));
        }
        if (!key.columns().stream().allMatch(pair -> mayReference(parent, pair.referenced()))) {
            missing.add(new MissingPrivilege(
                    "no REFERENCES on %s, which %s references".formatted(parent.name(), key.text()),
                    "grant references on %s to %s".formatted(parent.name().sql(), role())));
        }
        if (!is(OWNS, parent) && !is(MAY_LOCK, parent)) {
            missing.add(new MissingPrivilege(
                    "no UPDATE, DELETE or TRUNCATE on %s, without one of which it cannot be locked"
                            .formatted(parent.name()),
                    "grant update on %s to %s".formatted(parent.name().sql(), role())));
        }
        return missing.build();
    }

    private boolean mayReference(ForeignKey.Table table, Identifier column) {
        return jdbc.sql(MAY_REFERENCE)
                .param("table", table.oid())
                .param("column", column.name())
                .query(Boolean.class)
                .single();
    }

    private boolean is(String question, ForeignKey.Table table) {
        return jdbc.sql(question)
                .param("table", table.oid())
                .query(Boolean.class)
                .single();
    }

    private String role() {
        return jdbc.sql("select quote_ident(current_user)").query(String.class).single();
    }
}
