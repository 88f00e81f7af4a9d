package io.pgretype.shell.demo;

import io.pgretype.shell.traffic.GraphApplication;
import io.pgretype.shell.traffic.TrafficOptions;
import java.sql.SQLException;
import java.util.List;

/** Keys that are texts become uuids, all tables in one transaction. */
final class UuidScenario implements Scenario {

    private static final String CHANGE_FILE = """
            tables:
              public.contentnode:
                id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}
              public.file:
                id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}
              public.exercise:
                id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}
              public.contentnode_tag:
                id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}
              learn.bookmark:
                id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}
            references: follow
            soak: 0s
            """;

    private static final String NO_UUID =
            "insert into contentnode (id, title) values ('this is a text and is not a uuid', 'a node')";

    private static final int COLUMNS = 10;

    private static final String UUIDS = """
            select count(*)
            from pg_attribute
            where attrelid in (
                    'contentnode'::regclass, 'file'::regclass, 'exercise'::regclass, 'contentnode_tag'::regclass,
                    'learn.bookmark'::regclass)
                and atttypid = 'uuid'::regtype
                and not attisdropped
            """;

    @Override
    public String heading() {
        return """
                The keys of five tables change from char(32) to uuid, in one transaction, while an application that sends
                its texts without a type reads and writes them.""";
    }

    @Override
    public String change() {
        return "demo-content-ids";
    }

    @Override
    public String changeFile() {
        return CHANGE_FILE;
    }

    @Override
    public String creating(long rows) {
        return "inserting %s rows into 5 tables and their twins".formatted(Figures.count(rows));
    }

    @Override
    public String create(String url, long rows) throws SQLException {
        ContentTables.create(url, rows);
        return "%s rows in contentnode and 4 tables that reference it".formatted(Figures.count(rows));
    }

    @Override
    public TrafficOptions traffic() {
        // What is not prepared for uuids fails, and goes on failing.
        return TrafficOptions.on(new GraphApplication(ContentTables.GRAPH)).withSessions(SESSIONS);
    }

    @Override
    public List<DemoStep> steps() {
        return DemoStep.WITH_KEYS;
    }

    @Override
    public String before(String url) throws SQLException {
        return "insert of 'this is a text and is not a uuid': " + DemoSql.tried(url, NO_UUID);
    }

    @Override
    public String after(String url) throws SQLException {
        return before(url);
    }

    @Override
    public Proof proof(String url) throws SQLException {
        String uuids = DemoSql.value(url, UUIDS);
        return TwinProof.of(url, ContentTables.GRAPH)
                .and(
                        uuids.equals(Integer.toString(COLUMNS)),
                        "Of %d keys and references %s are uuids now.".formatted(COLUMNS, uuids));
    }

    @Override
    public String changed(long rows) {
        return "%s rows of 5 tables changed from char(32) to uuid".formatted(Figures.count(rows));
    }
}
