package io.pgretype.shell.demo;

import io.pgretype.shell.traffic.GraphApplication;
import io.pgretype.shell.traffic.TrafficOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A primary key that runs out of numbers, with the identity that feeds it and all that references it. */
final class KeyScenario implements Scenario {

    private static final String CHANGE_FILE = """
            table: public.orders
            columns:
              id:
                type: bigint
            references: follow
            soak: 0s
            """;

    /** Enough for ten minutes of traffic. */
    private static final long NUMBERS_LEFT = 50_000;

    /** The traffic's own to use up: what is left by a first import, which takes its time, and by a second one. */
    private static final long[] NUMBERS_NOT_IMPORTED = {2_000, 150};

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final String TOO_LARGE = "insert into orders (id, state) values (2147483648, 'placed')";

    private static final String POSITION = "select last_value from %s";

    private static final String IMPORT = """
            with imported as (
                insert into orders (state)
                select 'imported'
                from generate_series(1, ?)
                returning id, customer, state, replaces, placed_at
            )
            insert into orders_twin (id, customer, state, replaces, placed_at)
            select id, customer, state, replaces, placed_at
            from imported
            """;

    private static final String LARGEST = """
            select format('%s, %s', max(id), pg_typeof(max(id)))
            from orders
            """;

    private final GraphApplication application = new GraphApplication(OrderTables.GRAPH);

    @Override
    public String heading() {
        return """
                The type of the primary key orders.id changes, with its identity and all that references it, while an
                application places orders, changes them and deletes them.""";
    }

    @Override
    public String change() {
        return "demo-order-id";
    }

    @Override
    public String changeFile() {
        return CHANGE_FILE;
    }

    @Override
    public String creating(long rows) {
        return "inserting %s rows into 3 tables and their twins".formatted(Figures.count(rows));
    }

    @Override
    public String create(String url, long rows) throws SQLException {
        OrderTables.create(url, rows, NUMBERS_LEFT);
        String size = DemoSql.value(url, """
                select pg_size_pretty(sum(pg_total_relation_size(oid)))
                from pg_class
                where relname in ('orders', 'order_line', 'order_event')
                """);
        return "%s rows in orders, order_line and audit.order_event, %s; %s order numbers left"
                .formatted(Figures.count(rows), size, Figures.count(NUMBERS_LEFT));
    }

    @Override
    public TrafficOptions traffic() {
        return TrafficOptions.on(application).withSessions(SESSIONS).withCareless(CARELESS_SESSIONS);
    }

    @Override
    public List<DemoStep> steps() {
        return DemoStep.WITH_KEYS;
    }

    @Override
    public String before(String url) throws SQLException {
        return after(url);
    }

    @Override
    public String after(String url) throws SQLException {
        // Where the traffic has got so far, the number may be taken.
        return application.firstNumberBeyond(Integer.MAX_VALUE).isPresent()
                ? "the largest order number: " + DemoSql.value(url, LARGEST)
                : "insert of order 2147483648: " + DemoSql.tried(url, TOO_LARGE);
    }

    /** Uses the numbers up, so that the next ones are given while everybody watches. */
    @Override
    public void cutOver(String url, DemoLines lines, Pause pause)
            throws IOException, SQLException, InterruptedException {
        long start = System.nanoTime();
        long imported = lines.during("import", "using up the numbers of an integer", () -> importUpToTheEnd(url));
        lines.done(
                "import",
                Duration.ofNanos(System.nanoTime() - start),
                "%s orders at once: an integer's last numbers come next".formatted(Figures.count(imported)));
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (application.firstNumberBeyond(Integer.MAX_VALUE).isEmpty() && System.nanoTime() < deadline) {
            pause.of(Duration.ofMillis(100));
        }
        lines.note("next number", firstWideNumber() + " was given out");
    }

    private static long importUpToTheEnd(String url) throws SQLException {
        String sequence = DemoSql.value(url, "select pg_get_serial_sequence('orders', 'id')");
        long imported = 0;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(IMPORT)) {
            for (long left : NUMBERS_NOT_IMPORTED) {
                long position = Long.parseLong(DemoSql.value(url, POSITION.formatted(sequence)));
                statement.setLong(1, Math.max(0, Integer.MAX_VALUE - position - left));
                imported += statement.executeUpdate();
            }
        }
        return imported;
    }

    private String firstWideNumber() {
        OptionalLong first = application.firstNumberBeyond(Integer.MAX_VALUE);
        return first.isPresent() ? Long.toString(first.getAsLong()) : "nothing beyond 2147483647";
    }

    @Override
    public Proof proof(String url) throws SQLException {
        boolean given = application.firstNumberBeyond(Integer.MAX_VALUE).isPresent();
        String number = given
                ? "Order number %s was given out right after cutover; no number was given twice."
                        .formatted(firstWideNumber())
                : "No order number beyond 2147483647 was given out.";
        return TwinProof.of(url, OrderTables.GRAPH).and(given, number);
    }

    @Override
    public String changed(long rows) {
        return "%s rows of 3 tables changed from integer to bigint".formatted(Figures.count(rows));
    }
}
