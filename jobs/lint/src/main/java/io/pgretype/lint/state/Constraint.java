package io.pgretype.lint.state;

import io.pgretype.change.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * A CHECK, a key, a foreign key or an exclusion; not NOT NULL.
 *
 * @param table that it is of, 0 for one of a domain
 * @param domain that it is of, 0 for one of a table
 * @param kind pg_constraint.contype
 * @param definition as ALTER TABLE ... ADD takes it
 * @param columns their numbers, in its order
 * @param index that it relies on, 0 if none
 * @param referenced the other table of a foreign key, 0 if none
 * @param onDelete pg_constraint.confdeltype
 * @param parent that of the partitioned table, 0 if none
 */
public record Constraint(
        long oid,
        long table,
        long domain,
        Identifier name,
        char kind,
        boolean validated,
        String definition,
        List<Integer> columns,
        long index,
        long referenced,
        char onDelete,
        long parent) {

    static final String QUERY = """
            select oid,
                   conrelid,
                   contypid,
                   conname,
                   contype,
                   convalidated,
                   pg_get_constraintdef(oid) as definition,
                   coalesce(array_to_string(conkey, ' '), '') as columns,
                   conindid,
                   confrelid,
                   confdeltype::text || ' ' as confdeltype,
                   conparentid
              from pg_constraint
             where oid >= 16384
               and contype in ('c', 'f', 'p', 'u', 'x')
            """;

    static Constraint of(ResultSet row) throws SQLException {
        return new Constraint(
                row.getLong("oid"),
                row.getLong("conrelid"),
                row.getLong("contypid"),
                Identifier.of(row.getString("conname")),
                row.getString("contype").charAt(0),
                row.getBoolean("convalidated"),
                row.getString("definition"),
                numbers(row.getString("columns")),
                row.getLong("conindid"),
                row.getLong("confrelid"),
                row.getString("confdeltype").charAt(0),
                row.getLong("conparentid"));
    }

    static List<Integer> numbers(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.strip().split(" ")).map(Integer::valueOf).toList();
    }

    public boolean isForeignKey() {
        return kind == 'f';
    }

    public boolean isCheck() {
        return kind == 'c';
    }

    public boolean isUnique() {
        return kind == 'p' || kind == 'u';
    }

    /** Since 18 it may refuse nothing. */
    public boolean enforced() {
        return !definition.endsWith(" NOT ENFORCED");
    }

    /** Two of the same table that ask the same of its rows, whatever they are called, and whatever a key does to them. */
    public boolean asks(Constraint other) {
        return table == other.table && domain == other.domain && other.enforced() && demand().equals(other.demand());
    }

    private String demand() {
        String demand = definition;
        List<String> after =
                isForeignKey() ? List.of(" NOT VALID", " ON UPDATE ", " ON DELETE ") : List.of(" NOT VALID");
        for (String words : after) {
            int at = demand.lastIndexOf(words);
            demand = at < 0 ? demand : demand.substring(0, at);
        }
        return demand;
    }
}
