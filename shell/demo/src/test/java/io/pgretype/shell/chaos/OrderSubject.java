package io.pgretype.shell.chaos;

import io.pgretype.change.QualifiedName;
import io.pgretype.shell.demo.OrderTables;
import io.pgretype.shell.traffic.GraphApplication;
import io.pgretype.shell.traffic.GraphTwins;
import io.pgretype.shell.traffic.KeyGraph;
import io.pgretype.shell.traffic.TrafficOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A primary key with its identity, and all that references it. */
final class OrderSubject implements Subject {

    private static final long NUMBERS_LEFT = 1_000_000;

    /**
     * A sequence logs some numbers ahead and notes that in its page. A copy of the database has that note, but not what was
     * logged: after a crash it would give these numbers again.
     */
    private static final String FORGET_NUMBERS_LOGGED_AHEAD = """
            select setval(pg_get_serial_sequence('order_line', 'id'), (select max(id) from order_line)),
                setval(pg_get_serial_sequence('audit.order_event', 'id'), (select max(id) from audit.order_event))
            """;

    @Override
    public void create(String url, int rows) throws SQLException {
        OrderTables.create(url, rows, NUMBERS_LEFT);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(FORGET_NUMBERS_LOGGED_AHEAD);
        }
    }

    @Override
    public String changeFile() {
        return "table: %s%ncolumns: {id: {type: bigint}}%n".formatted(OrderTables.GRAPH.parent());
    }

    @Override
    public TrafficOptions traffic() {
        return TrafficOptions.on(new GraphApplication(OrderTables.GRAPH));
    }

    @Override
    public List<String> differences(String url, int limit) throws SQLException {
        return new GraphTwins(url, OrderTables.GRAPH).differences(limit);
    }

    @Override
    public List<QualifiedName> tables() {
        List<QualifiedName> tables = new ArrayList<>(List.of(OrderTables.GRAPH.parent()));
        OrderTables.GRAPH.children().stream().map(KeyGraph.Child::table).forEach(tables::add);
        return tables;
    }

    @Override
    public String column() {
        return "id";
    }

    @Override
    public List<String> others() {
        return List.of("customer", "placed_at");
    }

    @Override
    public String retyped(String before) {
        return before.replaceAll(
                        "(?m)^(column (public.orders.id|public.orders.replaces|public.order_line.order_id"
                                + "|audit.order_event.order_id): type )integer",
                        "$1bigint")
                .replaceAll("(?m)^(sequence public.orders_id_seq: type )integer", "$1bigint")
                .replaceAll("(?m)^(sequence public.orders_id_seq: from 1 to ).*", "$1" + Long.MAX_VALUE);
    }

    @Override
    public boolean isNullable() {
        return false;
    }
}
