package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What plan says where a text becomes a uuid. */
class TextToUuidAdviceIT extends PhaseFixture {

    private static final String FILE = """
            table: content_nodes
            columns: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
            """;

    private void prepare() {
        database.execute(
                "create table content_nodes (number integer primary key, id char(32) not null unique, code text)",
                "insert into content_nodes select i, md5(i::text), i from generate_series(1, 500) as i");
        workbench.change(CHANGE, FILE);
    }

    @Test
    void saysWhatAUuidCannotDoAndWhatToSet() {
        prepare();
        assertThat(plan())
                .contains("compares id with no text", "stringtype=unspecified", "Hibernate", "psycopg")
                .contains(
                        "the old form from cutover on: (replace((content_nodes.id)::text, '-'::text, ''::text))::character(32)\n")
                .contains("write id::text")
                .doesNotContain("joined with id");
    }

    @Test
    void saysNothingOfItWhereNoTextBecomesAUuid() {
        prepare();
        workbench.change(CHANGE, "table: content_nodes\ncolumns: {number: {type: bigint}, code: {type: varchar}}\n");
        database.execute(
                "alter table content_nodes drop constraint content_nodes_pkey, alter id set not null,"
                        + " add primary key (id)",
                "alter table content_nodes alter number drop not null");
        assertThat(plan()).doesNotContain("uuid");
    }

    @Test
    void namesColumnsThatStayTextsByTheirNames() {
        prepare();
        database.execute(
                "create schema \"Other\"",
                "create table \"Other\".\"Tag\" (id char(32), \"Content_Node_ID\" text, content_nodes_id varchar)",
                "create table leaf (node_id text, node_ids text, nodes_id uuid, content_id text)",
                "create table other_node (id text primary key)",
                "create table of_other (node_id text references other_node)",
                "create table parted (node_id text) partition by list (node_id)",
                "create table part partition of parted default");
        assertThat(plan())
                .contains(
                        ": \"Other\".\"Tag\".\"Content_Node_ID\" (by name), \"Other\".\"Tag\".content_nodes_id (by name),"
                                + " public.leaf.node_id (by name), public.parted.node_id (by name)\n");
    }

    @Test
    void namesColumnsThatStayTextsByTheirValues() {
        prepare();
        database.execute(
                "create table log (source char(32), other text, words text, node_id varchar(40))",
                "insert into log select md5(i::text), md5((-i)::text), 'word ' || i, md5(i::text)"
                        + " from generate_series(1, 400) as i",
                "analyze log");
        assertThat(plan())
                .contains(": public.log.node_id (by name, 20 of 20 sampled values),"
                        + " public.log.source (20 of 20 sampled values)\n");
    }

    @Test
    void leavesOutWhatMovesAlong() {
        prepare();
        database.execute(
                "create table leaf (number integer primary key, node_id char(32))",
                "insert into leaf select i, md5(i::text) from generate_series(1, 400) as i",
                "analyze leaf");
        workbench.change(CHANGE, """
                tables:
                  public.content_nodes:
                    id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}
                  public.leaf:
                    node_id: {type: uuid, convert-back: "replace(node_id_new::text, '-', '')"}
                """);
        assertThat(plan()).contains("compares node_id with no text").doesNotContain("joined with");
    }

    private String plan() {
        var outcome = workbench.plan(CHANGE);
        assertThat(outcome.problems()).isEmpty();
        return String.join("\n", outcome.results()) + "\n";
    }
}
