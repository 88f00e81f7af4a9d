package io.pgretype.plan;

import static java.util.stream.Collectors.joining;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.TableChange;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a text could do and a uuid cannot, where a column of texts becomes one of uuids. */
final class TextToUuid implements Notice {

    /** Proven by TextParameterIT, HibernateEntityIT and PsycopgIT; the runbook has the same at more length. */
    private static final List<String> SETTINGS = List.of(
            "pgjdbc       stringtype=unspecified and prepareThreshold=0, and setString as before; setObject with a UUID only after"
                    + " cutover",
            "Hibernate    the same in its URL, and the attribute a String as before, with a @JavaType that takes the hyphens out"
                    + " where the old form has none (runbook); a UUID only after cutover",
            "psycopg 3    prepare_threshold=None, and a str as before, which it sends undeclared; a UUID only after cutover, and what"
                    + " is read is one then");

    private static final String TEXTS = """
            select attribute.attname
              from pg_attribute as attribute
              join pg_type as type
                on type.oid = attribute.atttypid
             where attribute.attrelid = :table
               and type.typcategory = 'S'""";

    private final JdbcClient jdbc;
    private final LooseJoins joins;

    /** @param tables all of the change */
    TextToUuid(JdbcClient jdbc, List<TableChange> tables) {
        this.jdbc = jdbc;
        this.joins = new LooseJoins(jdbc, tables);
    }

    @Override
    public String title() {
        return "no text is compared with a uuid; like, lower, order and hyphens";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> texts =
                jdbc.sql(TEXTS).param("table", table.oid()).query(String.class).list();
        List<ColumnChange> columns = table.columns().stream()
                .filter(column -> column.newType().equals("uuid")
                        && texts.contains(column.column().name()))
                .toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        String names =
                columns.stream().map(column -> column.column().toString()).collect(joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add(
                "  - from cutover on the server compares %s with no text: a parameter that is declared as one fails with \"operator does"
                                .formatted(names)
                        + " not exist: uuid = character varying\", and before cutover one that is declared as uuid. An undeclared one"
                        + " works in every phase. Before cutover, set:");
        SETTINGS.forEach(setting -> lines.add("      " + setting));
        lines.add(
                "  - the text of a uuid has hyphens and is in lower case, wherever it goes: clients, caches, file names, concatenation.");
        columns.forEach(column -> lines.add("      the old form from cutover on: "
                + column.convertBackSwapped().on(table.name().name().sql())));
        lines.add(
                "  - like, ~, substring, lower and other functions of texts%s take no uuid: write %s::text, in every phase."
                        .formatted(
                                hasExtremes() ? "" : ", and min and max,",
                                columns.get(0).column().sql()));
        lines.add(
                "  - uuids are ordered by their bytes, as their lower case digits are: where texts were in upper case, or a collation"
                        + " has letters before digits, order by gives another order, and pages that go on after a value (%s > …) miss or repeat rows once."
                                .formatted(columns.get(0).column().sql()));
        columns.forEach(column -> lines.addAll(Notice.named(
                "columns that stay texts and are joined with %s, by their names or by a sample of their values; from cutover on that needs a cast, or change them too"
                        .formatted(column.column()),
                joins.with(table, column))));
        return lines;
    }

    /** Later releases of PostgreSQL have them. */
    private boolean hasExtremes() {
        return jdbc.sql("select to_regprocedure('pg_catalog.min(uuid)') is not null")
                .query(Boolean.class)
                .single();
    }
}
