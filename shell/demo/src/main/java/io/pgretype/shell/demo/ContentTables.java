package io.pgretype.shell.demo;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.shell.traffic.GraphTwins;
import io.pgretype.shell.traffic.KeyGraph;
import io.pgretype.shell.traffic.KeyKind;
import java.sql.SQLException;
import java.util.List;

/** The nodes of a content platform, their files, exercises, tags and bookmarks; all keys are 32 digits. */
public final class ContentTables {

    private static final Identifier NODE_ID = Identifier.of("contentnode_id");

    public static final KeyGraph GRAPH = new KeyGraph(
            QualifiedName.of("public", "contentnode"),
            Identifier.of("title"),
            Identifier.of("parent_id"),
            List.of(
                    child("public", "file", "file_size", true),
                    child("public", "exercise", "position", true),
                    child("public", "contentnode_tag", "weight", true),
                    child("learn", "bookmark", "progress", false)),
            KeyKind.TEXT);

    private static final String CREATE = """
            create schema learn;
            create table contentnode (
                id char(32) not null,
                title varchar(200) not null,
                parent_id char(32),
                modified timestamptz not null default now()
            );
            create table file (
                id char(32) not null,
                contentnode_id char(32) not null,
                file_size integer
            );
            create table exercise (
                id char(32) not null,
                contentnode_id char(32) not null,
                position integer
            );
            create table contentnode_tag (
                id char(32) not null,
                contentnode_id char(32) not null,
                weight integer
            );
            create table learn.bookmark (
                id char(32) not null,
                contentnode_id char(32),
                progress integer
            )
            """;

    private static final String FILL_NODES = """
            insert into contentnode (id, title, parent_id)
            select md5(n::text), 'node ' || n, case when n %% 10 = 9 then md5((n - 1)::text) end
            from generate_series(1, %d) as n;
            alter table contentnode
                add primary key (id),
                add constraint contentnode_parent_id_fkey foreign key (parent_id) references contentnode
                    on delete set null;
            create index contentnode_parent_id_idx on contentnode (parent_id)
            """;

    /** The table, its name and its amount; how many; its key; what a delete of the node does. */
    private static final String FILL_CHILDREN = """
            insert into %1$s (id, contentnode_id, %3$s)
            select md5('%2$s' || n), md5(n::text), n %% 1000
            from generate_series(1, %4$d) as n;
            alter table %1$s
                add primary key (%5$s),
                add constraint %2$s_contentnode_id_fkey foreign key (contentnode_id) references contentnode
                    on delete %6$s;
            create index %2$s_contentnode_id_idx on %1$s (contentnode_id)
            """;

    private ContentTables() {}

    /**
     * Creates the tables, fills them and their twins.
     *
     * @param rows of all together, not counting the twins
     */
    public static void create(String url, long rows) throws SQLException {
        long nodes = Math.max(1, rows / (1 + GRAPH.children().size()));
        DemoSql.fill(url, CREATE, FILL_NODES.formatted(nodes));
        for (KeyGraph.Child child : GRAPH.children()) {
            String key = child.table().name().name().equals("contentnode_tag") ? "contentnode_id, id" : "id";
            DemoSql.fill(
                    url,
                    FILL_CHILDREN.formatted(
                            child.table().sql(),
                            child.table().name().name(),
                            child.amount().sql(),
                            nodes,
                            key,
                            child.goesAlong() ? "cascade" : "set null"));
        }
        new GraphTwins(url, GRAPH).create();
        DemoSql.fill(url, "vacuum (analyze)");
    }

    private static KeyGraph.Child child(String schema, String table, String amount, boolean goesAlong) {
        return new KeyGraph.Child(QualifiedName.of(schema, table), NODE_ID, Identifier.of(amount), goesAlong);
    }
}
