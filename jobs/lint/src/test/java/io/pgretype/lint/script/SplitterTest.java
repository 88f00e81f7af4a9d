package io.pgretype.lint.script;

import static io.pgretype.lint.script.SplitterTest.Case.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterTest {

    record Case(String name, String sql, List<String> statements) {

        static Builder script(String name, String sql) {
            return statements -> new Case(name, sql, List.of(statements));
        }

        interface Builder {
            Case is(String... statements);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> scripts() {
        return Stream.of(
                // Ends.
                script("nothing", "").is(),
                script("white space", " \n\t\f\n").is(),
                script("only a comment", "-- nothing\n/* here */").is(),
                script("one", "select 1;").is("select 1"),
                script("no semicolon at the end", "select 1").is("select 1"),
                script("two in a line", "select 1; select 2;").is("select 1", "select 2"),
                script("empty ones", ";;select 1;;\n;").is("select 1"),
                script("Windows' line ends", "select 1;\r\nselect\r\n2;\r\n").is("select 1", "select\r\n2"),
                script("byte order mark", "\uFEFFselect 1;").is("select 1"),
                script("space before the semicolon", "select 1\n ;").is("select 1"),
                script("other letters", "select 'ü;' as größe; select 2").is("select 'ü;' as größe", "select 2"),
                // Strings.
                script("string", "select 'a;b'; select 2").is("select 'a;b'", "select 2"),
                script("doubled quote", "select 'it''s; so'; select 2").is("select 'it''s; so'", "select 2"),
                script("a backslash is a letter", "select 'a\\'; select 2").is("select 'a\\'", "select 2"),
                script("escape string", "select E'a\\';b'; select 2").is("select E'a\\';b'", "select 2"),
                script("escape string, small", "select e'\\\\'; select 2").is("select e'\\\\'", "select 2"),
                script("escape string, doubled quote", "select E'a'';\\''; select 2")
                        .is("select E'a'';\\''", "select 2"),
                script("escape string that goes on", "select E'a'\n  'b\\';c'; select 2")
                        .is("select E'a'\n  'b\\';c'", "select 2"),
                script("escape string that goes on after a comment", "select E'a' -- x'\n 'b\\';c'; select 2")
                        .is("select E'a' -- x'\n 'b\\';c'", "select 2"),
                script("escape string beside another in one line", "select E'a' 'b\\'; select 2")
                        .is("select E'a' 'b\\'", "select 2"),
                script("a name that ends with e", "select namee'a\\'; select 2").is("select namee'a\\'", "select 2"),
                script("Unicode string", "select U&'\\0061;'; select 2").is("select U&'\\0061;'", "select 2"),
                script("bits", "select b'1', x'f'; select 2").is("select b'1', x'f'", "select 2"),
                script("string of several lines", "select 'a\n;\nb'; select 2").is("select 'a\n;\nb'", "select 2"),
                script("comment signs in a string", "select '--', '/*'; select 2")
                        .is("select '--', '/*'", "select 2"),
                script("not closed", "select 'a; select 2;").is("select 'a; select 2;"),
                script("escape string not closed", "select E'a\\").is("select E'a\\"),
                // Names.
                script("quoted name", "select 1 as \"a;b\"; select 2").is("select 1 as \"a;b\"", "select 2"),
                script("quote in a name", "select 1 as \"a\"\";b\"; select 2")
                        .is("select 1 as \"a\"\";b\"", "select 2"),
                script("apostrophe in a name", "select 1 as \"it's\"; select 2").is("select 1 as \"it's\"", "select 2"),
                script("Unicode name", "select 1 as U&\"\\0061;\"; select 2")
                        .is("select 1 as U&\"\\0061;\"", "select 2"),
                // Dollar quotes.
                script("dollars", "select $$a;b$$; select 2").is("select $$a;b$$", "select 2"),
                script("tag", "select $a$x;$$;y$a$; select 2").is("select $a$x;$$;y$a$", "select 2"),
                script("nested tags", "do $a$ begin execute $b$ select ';' $b$; end $a$; select 2")
                        .is("do $a$ begin execute $b$ select ';' $b$; end $a$", "select 2"),
                script("tag that begins another", "select $a$ $ab$ ; $a$; select 2")
                        .is("select $a$ $ab$ ; $a$", "select 2"),
                script("tags are case sensitive", "select $a$;$A$;$a$; select 2")
                        .is("select $a$;$A$;$a$", "select 2"),
                script("tag with digits", "select $a1_$;$a1_$; select 2").is("select $a1_$;$a1_$", "select 2"),
                script("tag of other letters", "select $ü$;$ü$; select 2").is("select $ü$;$ü$", "select 2"),
                script("parameter", "prepare p as select $1; select $2").is("prepare p as select $1", "select $2"),
                script("parameters side by side", "select $1$2; select 3").is("select $1$2", "select 3"),
                script("dollar in a name", "select a$b$; select c$b$").is("select a$b$", "select c$b$"),
                script("dollars in a string", "select '$$;'; select $$2$$").is("select '$$;'", "select $$2$$"),
                script("quote in dollars", "select $$it's;$$; select 2").is("select $$it's;$$", "select 2"),
                script("dollars not closed", "select $$a; select 2;").is("select $$a; select 2;"),
                script("a lone dollar", "select $ ; select 2").is("select $", "select 2"),
                // Comments.
                script("line comment", "select 1 -- one; two\n; select 2").is("select 1", "select 2"),
                script("line comment inside", "select -- ;\n1; select 2").is("select -- ;\n1", "select 2"),
                script("quote in a comment", "-- it's\nselect 1; select 2").is("select 1", "select 2"),
                script("block comment", "select /* ; */ 1; select 2").is("select /* ; */ 1", "select 2"),
                script("nested comments", "/* a /* b; */ c; */ select 1; select 2")
                        .is("select 1", "select 2"),
                script("nested three times", "select /*/*/*;*/*/;*/ 1; select 2")
                        .is("select /*/*/*;*/*/;*/ 1", "select 2"),
                script("comment not closed", "select 1; /* select 2; /* */").is("select 1"),
                script("line comment in a block comment", "/* -- */ select 1;").is("select 1"),
                script("block comment in a line comment", "-- /*\nselect 1;").is("select 1"),
                script("comment after an operator", "select 1 +-- ;\n2; select 3")
                        .is("select 1 +-- ;\n2", "select 3"),
                script("minus", "select 1 - - 2; select 3").is("select 1 - - 2", "select 3"),
                script("comment at the end of the file", "select 1 -- end").is("select 1"),
                // Parentheses.
                script("rule", "create rule r as on insert to t do also (select 1; select 2); select 3")
                        .is("create rule r as on insert to t do also (select 1; select 2)", "select 3"),
                script("a parenthesis too many", "select 1); select 2").is("select 1)", "select 2"),
                script("a parenthesis too few", "select (1; select 2;").is("select (1; select 2;"),
                script("parenthesis in a string", "select '('; select 2").is("select '('", "select 2"),
                // Functions with a body in standard SQL.
                script("atomic", "create function f() returns int begin atomic select 1; select 2; end; select 3")
                        .is("create function f() returns int begin atomic select 1; select 2; end", "select 3"),
                script("atomic, replaced", "CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT 1; END; SELECT 3")
                        .is("CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT 1; END", "SELECT 3"),
                script("case in it", """
                        create function f() returns int begin atomic
                          select case when true then case 1 when 1 then 2 end end; select 2;
                        end; select 3""").is("""
                        create function f() returns int begin atomic
                          select case when true then case 1 when 1 then 2 end end; select 2;
                        end""", "select 3"),
                script("case in parentheses", """
                        create function f() begin atomic select (case when true then 1 end); select 2; end; select 3""")
                        .is(
                                "create function f() begin atomic select (case when true then 1 end); select 2; end",
                                "select 3"),
                script("end in a string", "create function f() begin atomic select 'end'; select 2; end; select 3")
                        .is("create function f() begin atomic select 'end'; select 2; end", "select 3"),
                script(
                                "end as a quoted name",
                                "create function f() begin atomic select 1 as \"end\"; select 2; end; select 3")
                        .is("create function f() begin atomic select 1 as \"end\"; select 2; end", "select 3"),
                script(
                                "comment between the words",
                                "create /* a */ function f() begin -- b\n atomic select 1; end; select 3")
                        .is("create /* a */ function f() begin -- b\n atomic select 1; end", "select 3"),
                script(
                                "case before it",
                                "create function f(a int default case when true then 1 end) begin atomic select 1; end; select 3")
                        .is(
                                "create function f(a int default case when true then 1 end) begin atomic select 1; end",
                                "select 3"),
                script(
                                "a function named begin",
                                "create function begin() returns int language sql as 'select 1'; select 2")
                        .is("create function begin() returns int language sql as 'select 1'", "select 2"),
                script("a function that returns", "create function f() returns int return 1; select 2")
                        .is("create function f() returns int return 1", "select 2"),
                script(
                                "two of them",
                                "create function f() begin atomic end; create function g() begin atomic select 1; end;")
                        .is("create function f() begin atomic end", "create function g() begin atomic select 1; end"),
                script("a transaction", "begin; select 1; end; select 2").is("begin", "select 1", "end", "select 2"),
                script("begin atomic elsewhere", "begin atomic; select 2").is("begin atomic", "select 2"),
                script("PL/pgSQL", """
                        create function f() returns int language plpgsql as $$
                        begin
                          if true then return 1; end if;
                        end $$; select 2""").is("""
                        create function f() returns int language plpgsql as $$
                        begin
                          if true then return 1; end if;
                        end $$""", "select 2"),
                // COPY.
                script("data", "copy t from stdin;\n1;\t'\n\\.\nselect 2;").is("copy t from stdin", "select 2"),
                script("data, with columns", "COPY public.t (a, b) FROM STDIN WITH (format csv);\na;b\n\\.\nselect 2")
                        .is("COPY public.t (a, b) FROM STDIN WITH (format csv)", "select 2"),
                script("data without end", "copy t from stdin;\n1\nselect 2;").is("copy t from stdin"),
                script("no data", "copy t from stdin;\n\\.\nselect 2;").is("copy t from stdin", "select 2"),
                script("statement in the line of COPY", "copy t from stdin; select 1;\n1\n\\.\nselect 2;")
                        .is("copy t from stdin", "select 1", "select 2"),
                script("two in a line with data", "copy t from stdin; copy u from stdin;\n1;\n\\.\n2;\n\\.\nselect 2;")
                        .is("copy t from stdin", "copy u from stdin", "select 2"),
                script("COPY from a file", "copy t from '/stdin'; select 2").is("copy t from '/stdin'", "select 2"),
                script("COPY to", "copy (select 1 from stdin) to stdout; select 2")
                        .is("copy (select 1 from stdin) to stdout", "select 2"),
                script("a table named stdin", "select 1 from stdin; select 2").is("select 1 from stdin", "select 2"),
                script("data with Windows' line ends", "copy t from stdin;\r\n1;\r\n\\.\r\nselect 2;")
                        .is("copy t from stdin", "select 2"),
                // psql.
                script("command", "\\set ON_ERROR_STOP on\nselect 1;").is("select 1"),
                script("commands in a line", "\\pset pager off \\timing on\nselect 1;")
                        .is("select 1"),
                script("SQL after a command", "\\echo a \\\\ select 1; select 2")
                        .is("select 1", "select 2"),
                script("command inside a statement", "select 1\n\\echo ; x\n, 2;")
                        .is("select 1\n\n, 2"),
                script("send", "select 1 \\g\nselect 2;").is("select 1", "select 2"),
                script("send to a file", "select 1 \\g out.txt\nselect 2;").is("select 1", "select 2"),
                script("forgotten", "select 1 \\r\nselect 2;").is("select 2"),
                script("end of the script", "select 1;\n\\q\nselect 2;").is("select 1"),
                script("in one string", "select 1\\; select 2; select 3").is("select 1; select 2", "select 3"),
                script("command in a string", "select '\\r'; select 2").is("select '\\r'", "select 2"),
                script("quoted argument", "\\echo 'a\\'; ''b' ;\nselect 1;").is("select 1"),
                script("shell", "\\! echo 'a; b\nselect 1;").is("select 1"),
                script("copy of psql's with data", "\\copy t from stdin\n1;'\n\\.\nselect 2;")
                        .is("select 2"),
                script("copy of psql's from a file", "\\copy t from 'a.csv' csv\nselect 2;")
                        .is("select 2"),
                script("cast", "select 1::int; select 2").is("select 1::int", "select 2"),
                script("slice", "select a[1:2]; select b[c:d]").is("select a[1:2]", "select b[c:d]"),
                script("assignment", "select f(a := 1); select 2").is("select f(a := 1)", "select 2"),
                script("variable", "\\set n 5\nselect :n; select 2").is("select 5", "select 2"),
                script("variable as a string", "\\set n 'it''s;'\nselect :'n'; select 2")
                        .is("select 'it''s;'", "select 2"),
                script("variable as a name", "\\set n a\"b\nselect 1 as :\"n\"; select 2")
                        .is("select 1 as \"a\"\"b\"", "select 2"),
                script("variable that holds statements", "\\set n 'select 1; select 2'\n:n; select 3;")
                        .is("select 1", "select 2", "select 3"),
                script("variable in a string", "\\set n 5\nselect ':n';").is("select ':n'"),
                script("variable of a variable", "\\set a 5\n\\set b ':a'\nselect :b;")
                        .is("select 5"),
                script("variable of itself", "\\set a :a\nselect :a;").is("select :a"),
                script("unset variable", "\\set n 5\n\\unset n\nselect :n;").is("select :n"),
                script("is it set", "\\set n 5\nselect :{?n}, :{?m};").is("select TRUE, FALSE"),
                script("backslash in a variable", "\\set n a'\\\\'b\nselect :'n';")
                        .is("select  E'a\\\\b'"),
                script("given variable", "select :given;").is("select 7"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void splitsAsPsqlDoes(Case script) {
        assertThat(SqlScript.of(script.sql(), Client.PSQL, Map.of("given", "7")).statements())
                .extracting(Statement::sql)
                .containsExactlyElementsOf(script.statements());
    }

    @Test
    void saysInWhichLineAStatementBegins() {
        String sql = """
                -- one

                select 1; select
                  2;
                copy t from stdin;
                a
                b
                \\.
                /* two
                   lines */ select $$
                $$;
                  select 4;""";

        assertThat(SqlScript.of(sql, Client.PSQL).statements())
                .extracting(Statement::line)
                .containsExactly(3, 3, 5, 10, 12);
    }

    @Test
    void keepsTheDataOfCopy() {
        assertThat(SqlScript.of("copy t from stdin;\n1\ta\n2\tb\n\\.\nselect 1;", Client.FLYWAY)
                        .statements())
                .extracting(statement -> statement.data().orElse("none"))
                .containsExactly("1\ta\n2\tb\n", "none");
    }

    @Test
    void whatADriverSendsHasNoCommandsVariablesOrData() {
        assertThat(SqlScript.of("\\set n 5\nselect :n; copy t from stdin;\n1;", Client.DRIVER)
                        .statements())
                .extracting(Statement::sql)
                .containsExactly("\\set n 5\nselect :n", "copy t from stdin", "1");
    }

    @Test
    void aDumpIsItsStatements() throws IOException {
        SqlScript dump = SqlScript.of(resource("dump.sql"), Client.PSQL);

        assertThat(dump.statements())
                .extracting(statement -> statement.sql().lines().findFirst().orElseThrow(), Statement::line)
                .contains(
                        tuple("SET statement_timeout = 0", 10),
                        tuple("CREATE FUNCTION public.total(a integer) RETURNS integer", 33),
                        tuple("ALTER FUNCTION public.total(a integer) OWNER TO postgres", 45),
                        tuple("CREATE FUNCTION public.touch() RETURNS trigger", 51),
                        tuple("COPY public.item (id, note, \"odd;name\") FROM stdin", 68),
                        tuple("CREATE RULE item_rule AS", 78))
                .hasSize(14);
        assertThat(dump.commands())
                .extracting(BackslashCommand::line, BackslashCommand::harmless)
                .containsExactly(tuple(5, true), tuple(25, true), tuple(26, true), tuple(27, true), tuple(92, true));
    }

    @Test
    void saysWhatChangesTheScriptAndWasNotFollowed() {
        String sql = """
                \\i other.sql
                \\if :x
                select 'create table t ()' \\gexec
                \\endif
                \\frobnicate
                \\echo hello
                select :'name';
                """;

        assertThat(SqlScript.of(sql, Client.PSQL).commands())
                .filteredOn(command -> !command.harmless())
                .extracting(BackslashCommand::text, BackslashCommand::line)
                .containsExactly(
                        tuple("\\i other.sql", 1),
                        tuple("\\if :x", 2),
                        tuple("\\gexec", 3),
                        tuple("\\endif", 4),
                        tuple("\\frobnicate", 5),
                        tuple(":'name'", 7));
    }

    @Test
    void severalSentAsOneStringAreOneStatement() {
        assertThat(SqlScript.of("select 1; select 2;", Client.DRIVER).joined().statements())
                .extracting(Statement::sql)
                .containsExactly("select 1;\nselect 2");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SplitterTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
