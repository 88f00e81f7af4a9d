package io.pgretype.lock;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sets a column NOT NULL without a scan under ACCESS EXCLUSIVE: a CHECK that is validated while everybody works proves
 * it. Repeating it goes on where it was.
 */
public final class NotNull {

    private final JdbcClient jdbc;
    private final LockedTransaction locked;
    private final PatientStatement patient;

    public NotNull(Database database) {
        this.jdbc = database.jdbc();
        this.locked = new LockedTransaction(database);
        this.patient = new PatientStatement(database);
    }

    /** The name of the CHECK that proves it. */
    public static Identifier proof(Identifier column) {
        return column.withSuffix("_not_null_check");
    }

    /** The statement that refuses NULLs from now on, but does not look at the rows there are; ACCESS EXCLUSIVE. */
    public static String refuseNulls(QualifiedName table, Identifier column) {
        return "alter table %s add constraint %s check (%s is not null) not valid"
                .formatted(table.sql(), proof(column).sql(), column.sql());
    }

    /** The same for good, without a look at the rows: since PostgreSQL 18; ACCESS EXCLUSIVE. */
    public static String addNotValid(QualifiedName table, Identifier name, Identifier column) {
        return "alter table %s add constraint %s not null %s not valid"
                .formatted(table.sql(), name.sql(), column.sql());
    }

    /** The scan that makes it a proof, while everybody works; SHARE UPDATE EXCLUSIVE. */
    public static String validate(QualifiedName table, Identifier column) {
        return "alter table %s validate constraint %s"
                .formatted(table.sql(), proof(column).sql());
    }

    /** The statements that rely on the proof, and drop it; ACCESS EXCLUSIVE. */
    public static List<String> conclude(QualifiedName table, Identifier column) {
        return List.of(
                "alter table %s alter column %s set not null".formatted(table.sql(), column.sql()),
                dropProof(table, column));
    }

    /** ACCESS EXCLUSIVE. */
    public static String dropProof(QualifiedName table, Identifier column) {
        return "alter table %s drop constraint %s"
                .formatted(table.sql(), proof(column).sql());
    }

    /** Whether the column is NOT NULL already. */
    public boolean isSet(QualifiedName table, Identifier column) {
        return jdbc.sql("""
                        select attnotnull
                          from pg_attribute
                         where attrelid = cast(:table as regclass)
                           and attname = :column""")
                .param("table", table.sql())
                .param("column", column.name())
                .query(Boolean.class)
                .single();
    }

    /** @param request for the two catalog changes before and after the scan */
    public void set(LockRequest request, QualifiedName table, Identifier column, LockObserver observer) {
        prove(request, table, column, observer);
        locked.run(
                request,
                use -> {
                    conclude(table, column).forEach(sql -> jdbc.sql(sql).update());
                    return true;
                },
                observer);
    }

    /** Its first half: from then on NULL is refused, and SET NOT NULL takes no scan. */
    public void prove(LockRequest request, QualifiedName table, Identifier column, LockObserver observer) {
        if (!isProof(table, column)) {
            locked.run(request, use -> jdbc.sql(refuseNulls(table, column)).update(), observer);
        }
        patient.run(validate(table, column), observer::stopRequested);
    }

    /** Whether what bears the proof's name is one: it says just that, so nothing is lost where SET NOT NULL replaces it. */
    public boolean isProof(QualifiedName table, Identifier column) {
        return saysSo(table, column).orElse(false);
    }

    /** Whether a constraint bears the proof's name that says something else. */
    public boolean isNameTaken(QualifiedName table, Identifier column) {
        return !saysSo(table, column).orElse(true);
    }

    private Optional<Boolean> saysSo(QualifiedName table, Identifier column) {
        return jdbc.sql("""
                        select regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', '')
                               = format('CHECK ((%I IS NOT NULL))', cast(:column as text))
                          from pg_constraint
                         where conrelid = cast(:table as regclass)
                           and conname = :name""")
                .param("table", table.sql())
                .param("name", proof(column).name())
                .param("column", column.name())
                .query(Boolean.class)
                .optional();
    }
}
