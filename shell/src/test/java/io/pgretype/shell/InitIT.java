package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitIT {

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void tables() throws Exception {
        database = TestDatabase.create();
        database.execute(
                "create table orders (id serial primary key)",
                "create table order_line (id bigint primary key, order_id integer not null references orders)",
                "create schema \"My Shop\"",
                "create table \"My Shop\".\"Order Items\" (id bigint primary key, \"File Size\" integer)");
    }

    @Test
    void aKeysFileSaysWhatComesAlongAndPassesPlan() throws Exception {
        Ending init = run("init", "--table", "orders", "--column", "id", "--type", "bigint");
        Ending plan = run("plan", "orders-id");

        assertThat(init.status()).as(init.error()).isZero();
        assertThat(init.output()).contains("orders-id.yaml is written.", "next: ./pgretype plan orders-id");
        assertThat(text("orders-id")).contains("comes along: public.order_line.order_id.", "table: public.orders");
        assertThat(plan.status()).as(plan.error()).isZero();
        assertThat(plan.output()).contains("order_line");
    }

    @Test
    void namesThatNeedQuotesPassPlan() throws Exception {
        Ending init =
                run("init", "--table", "\"My Shop\".\"Order Items\"", "--column", "\"File Size\"", "--type", "bigint");
        Ending plan = run("plan", "order-items-file-size");

        assertThat(init.status()).as(init.error()).isZero();
        assertThat(plan.status()).as(plan.error()).isZero();
    }

    @Test
    void aFileIsNeverWrittenOver() throws Exception {
        ShellProcess.writeChange(directory, "mine", "precious");

        Ending init = run("init", "mine", "--table", "orders", "--column", "id", "--type", "bigint");

        assertThat(init.status()).isEqualTo(2);
        assertThat(init.error()).startsWith("[change-file-exists]").contains("mine.yaml");
        assertThat(text("mine")).isEqualTo("precious");
    }

    @Test
    void whatTheDatabaseDoesNotHaveIsRefusedAndNothingIsWritten() throws Exception {
        assertRefused("table-missing", "--table", "nix", "--column", "id", "--type", "bigint");
        assertRefused("column-missing", "--table", "orders", "--column", "nix", "--type", "bigint");
        assertRefused("type-unknown", "--table", "orders", "--column", "id", "--type", "nix");
    }

    private void assertRefused(String code, String... options) throws Exception {
        Ending init =
                run(Stream.concat(Stream.of("init"), Arrays.stream(options)).toArray(String[]::new));

        assertThat(init.status()).isEqualTo(2);
        assertThat(init.error()).startsWith("[" + code + "]");
        assertThat(directory.resolve("migrations")).doesNotExist();
    }

    @Test
    void aMissingOptionIsAnsweredWithTheLineToType() throws Exception {
        database.execute("select setval('orders_id_seq', 2000000000)");

        Ending nothing = run("init");
        Ending noType = run("init", "--table", "\"My Shop\".\"Order Items\"", "--column", "\"File Size\"");

        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.error())
                .contains("--table is missing", "init --table public.orders --column id --type bigint  # 93 %");
        assertThat(noType.status()).isEqualTo(2);
        assertThat(noType.error())
                .contains("init --table '\"My Shop\".\"Order Items\"' --column '\"File Size\"' --type bigint");
    }

    @Test
    void triggersThatFireAreLeftToTheAuthor() throws Exception {
        database.execute(
                "create function noted() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger note before update on orders for each row execute function noted()");

        Ending init = run("init", "--table", "orders", "--column", "id", "--type", "bigint");

        assertThat(init.status()).as(init.error()).isZero();
        assertThat(text("orders-id")).contains("trigger note", "# triggers: skip");
        assertThat(run("plan", "orders-id").error()).startsWith("[triggers-undecided]");
    }

    private Ending run(String... arguments) throws Exception {
        return ShellProcess.run(directory, database.environment(), arguments);
    }

    private String text(String change) throws Exception {
        return Files.readString(directory.resolve("migrations/changes/%s.yaml".formatted(change)));
    }
}
