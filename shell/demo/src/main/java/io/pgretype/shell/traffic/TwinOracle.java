package io.pgretype.shell.traffic;

import static java.util.stream.Collectors.joining;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A second table that has the new type from the start and takes the same writes in the same transactions: what the
 * migrated table must be equal to, whatever happened meanwhile.
 *
 * <p>For changes whose conversion is a plain cast. Between expand and contract it compares the columns that the
 * application sees, by their names.
 */
public final class TwinOracle {

    private final String url;
    private final QualifiedName table;
    private final Set<Identifier> retyped;
    private final String newType;

    /** @param url a JDBC URL with all that a connection needs */
    public TwinOracle(String url, QualifiedName table, Identifier column, String newType) {
        this(url, table, Set.of(column), newType);
    }

    /** @param retyped the columns that get the new type */
    TwinOracle(String url, QualifiedName table, Set<Identifier> retyped, String newType) {
        this.url = url;
        this.table = table;
        this.retyped = Set.copyOf(retyped);
        this.newType = newType;
    }

    public QualifiedName twin() {
        return KeyGraph.twin(table);
    }

    /** Makes the twin and fills it; to be called before expand, while nobody writes. */
    public void create() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table %s (like %s including all excluding identity)".formatted(twin().sql(), table.sql()));
            statement.execute("alter table %s %s"
                    .formatted(
                            twin().sql(),
                            retyped.stream()
                                    .map(column -> "alter column %1$s type %2$s using %1$s::%2$s"
                                            .formatted(column.sql(), newType))
                                    .collect(joining(", "))));
            String columns = columns(connection).stream().map(Identifier::sql).collect(joining(", "));
            String values = columns(connection).stream().map(this::cast).collect(joining(", "));
            statement.execute(
                    "insert into %s (%s) select %s from %s".formatted(twin().sql(), columns, values, table.sql()));
        }
    }

    /**
     * Rows that are in one table and not in the other, as text; empty if the two are equal. To be called while nobody
     * writes.
     *
     * @param limit at most so many of each direction
     */
    public List<String> differences(int limit) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            String values = columns(connection).stream().map(this::asText).collect(joining(", "));
            List<String> differences = new ArrayList<>();
            differences.addAll(missing(connection, values, twin(), table, limit));
            differences.addAll(missing(connection, values, table, twin(), limit));
            return differences;
        }
    }

    private List<String> missing(
            Connection connection, String values, QualifiedName there, QualifiedName notThere, int limit)
            throws SQLException {
        String query = """
                with only_there as (
                    select %1$s from %2$s
                    except
                    select %1$s from %3$s
                )
                select only_there::text
                from only_there
                order by 1
                limit ?
                """.formatted(values, there.sql(), notThere.sql());
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> differences = new ArrayList<>();
                while (rows.next()) {
                    differences.add("only in %s: %s".formatted(there.name(), rows.getString(1)));
                }
                return differences;
            }
        }
    }

    /** The old type's values by way of the new one, for what is equal need not look equal: '01' and 1. */
    private String asText(Identifier name) {
        return retyped.contains(name)
                ? "%s::%s::text as %1$s".formatted(name.sql(), newType)
                : "%s::text as %1$s".formatted(name.sql());
    }

    private String cast(Identifier name) {
        return retyped.contains(name) ? "%s::%s".formatted(name.sql(), newType) : name.sql();
    }

    private List<Identifier> columns(Connection connection) throws SQLException {
        String query = """
                select attname
                from pg_attribute
                where attrelid = ?::regclass
                    and attnum > 0
                    and not attisdropped
                    and attgenerated = ''
                order by attnum
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, twin().sql());
            try (ResultSet rows = statement.executeQuery()) {
                List<Identifier> columns = new ArrayList<>();
                while (rows.next()) {
                    columns.add(Identifier.of(rows.getString(1)));
                }
                return columns;
            }
        }
    }
}
