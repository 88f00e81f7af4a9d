package io.pgretype.lint.report;

import io.pgretype.lint.report.Verdict.Note;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Findings as lint makes them, and one with all that a format could stumble over. */
final class Samples {

    static final Rule REWRITE = new Rule(
            "table-rewrite",
            Rule.Kind.REWRITE,
            "The table is written again",
            "A statement gives an existing table a new file.",
            "Nobody reads or writes the table until it is written.",
            """
            Add a column and fill it in small transactions:

              alter table orders add column id_new bigint;
            """,
            "create table orders (id integer primary key);",
            "alter table orders alter column id type bigint;",
            "alter table orders add column id_new bigint;",
            "");

    static final Rule ALLOWANCE = new Rule(
            "allowance-unused",
            Rule.Kind.MIGRATION,
            "An exception that nothing needs",
            "A comment allows what is not found.",
            "The next reader looks for a hazard that is not there.",
            "Remove the comment.",
            "",
            "",
            "",
            "");

    private static final Path RETYPE = Path.of("migrations/V31__retype.sql");
    private static final Path AWKWARD = Path.of("migrations/Über uns, 100%:neu.sql");

    static final Finding RETYPED = new Finding(
            REWRITE,
            RETYPE,
            3,
            "alter table orders\n    alter column id type bigint",
            "ACCESS EXCLUSIVE on public.orders; the server says: rewriting table \"orders\"",
            "Whoever reads or writes public.orders waits until all of its rows and all of its indexes are written"
                    + " again, and so does whoever comes after them.",
            """
            Let pgretype change the type while the application works:

              ./pgretype advance orders-id --to cutover
            """,
            Optional.of("table: public.orders\ncolumns:\n  id:\n    type: bigint\n"));

    static final Finding UNUSED = new Finding(
            ALLOWANCE,
            RETYPE,
            9,
            "",
            "allow lock-order at line 9",
            "",
            "set lock_timeout = '2s';\ndrop index a;",
            Optional.empty());

    static final Finding STRANGE = new Finding(
            REWRITE,
            AWKWARD,
            12,
            "do $$\r\n\t-- ]]> ``` </details> <script>alert(1)</script> \u001b[31mred\u001b[0m \u202etxet & co\n"
                    + "::error file=x::of others\n$$",
            "`quoted` \"names\" of @everyone, 100% | <b>bold</b>, #1, password='very secret'",
            "a\u0000b \uD83D\uDE00 é",
            "Write\n\n  select 'a|b', \"c`d\", 1 < 2 && true;\n  ::warning::of others\n\nAnd *nothing* else_.",
            Optional.empty());

    static final Verdict ALL = new Verdict(
            "18.6",
            List.of(Path.of("migrations/V30__index.sql"), RETYPE, AWKWARD),
            14,
            List.of(STRANGE, UNUSED, RETYPED),
            List.of(new Note(
                    Path.of("migrations/V32__Load.java"),
                    "not judged: a Java migration: give its effect by --schema, as pg_dump --schema-only writes it")));

    static final Verdict NOTHING =
            new Verdict("18.6", List.of(Path.of("migrations/V30__index.sql")), 2, List.of(), List.of());

    private Samples() {}
}
