package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What plan says the application may notice, each only where it applies. */
class AdviceIT extends PhaseFixture {

    @Test
    void saysOfAPlainTableOnlyWhatIsTrueOfEvery() {
        prepare();

        assertThat(plan())
                .contains("all that return size.", "autosave=conservative", "prepare_threshold=None", "RECONNECT")
                .contains("size moves to the end of the row at cutover, and size_old keeps its position until contract")
                .contains("xmin", "40001", "nowait")
                .doesNotContain("functions", "published", "REPLICA IDENTITY", "replicas", "triggers");
    }

    @Test
    void saysWhatSubscribersNeedBeforeExpand() {
        prepare();
        database.execute(
                "create publication \"My items\" for table item",
                "create table other (id integer primary key)",
                "create publication others for table other");

        assertThat(plan())
                .contains("published by \"My items\".")
                .contains("alter table public.item add column size_new bigint, add column size_old integer;")
                .contains("see an update of every row, and");
    }

    @Test
    void namesReplicasThatAreToComeBack() {
        prepare();
        // Slots belong to the server, not to the database.
        String slot = database.name().substring(0, 20);
        database.execute("select pg_create_physical_replication_slot('%s')".formatted(slot));
        try {
            assertThat(plan()).contains("replicas (away, slot %s)".formatted(slot), "hot_standby_feedback=on");
        } finally {
            database.execute("select pg_drop_replication_slot('%s')".formatted(slot));
        }
    }

    @Test
    void namesFunctionsThatKeepPlansOrHandleWholeRows() {
        prepare();
        String body = "'declare r item; begin select size from item into r.size; return r; end'";
        database.execute(
                "create function in_a_body(integer) returns void language plpgsql as"
                        + " 'begin update item set size = $1; end'",
                "create function unconcerned() returns void language plpgsql as 'begin update items set sizes = 1; end'",
                "create function whole_row() returns item language plpgsql as " + body,
                "create function of_rows(item[]) returns integer language sql as 'select 1'",
                "create function touch() returns trigger language plpgsql as"
                        + " 'begin new.size := 1; /* item */ return new; end'",
                "create trigger touch before insert on item for each row execute function touch()");

        assertThat(plan())
                .contains("(runbook: type of parameter): in_a_body(integer), whole_row()\n")
                .contains("functions that take or return whole rows of the table: of_rows(item[]), whole_row()\n");
    }

    @Test
    void namesFunctionsThatMayRelyOnTheColumnsOfARow() {
        prepare();
        database.execute(
                "create function of_the_row() returns text language plpgsql as"
                        + " 'declare r item; begin return r.name; end'",
                "create function by_position() returns text language plpgsql as"
                        + " 'declare a int; b int; c text; begin\n select * into a, b, c from item;\n return c; end'");

        assertThat(plan())
                .contains("functions that may fail or take the wrong columns")
                .contains("    function public.by_position() line 2 selects * into variables, by position\n")
                .contains("    function public.of_the_row() line 1 declares r of the row type of public.item\n");

        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nwhole-rows: reviewed\n");
        assertThat(plan())
                .contains("reviewed (whole-rows: reviewed): public.by_position(), public.of_the_row()\n")
                .doesNotContain("may fail");
    }

    @Test
    void namesTriggersThatAreToldOfTheColumn() {
        prepare();
        database.execute(
                "create table part (id integer primary key, item_size integer)",
                "create extension refint",
                "create function mark() returns trigger language plpgsql as"
                        + " 'begin raise notice $$%$$, tg_argv[0]; return new; end'",
                "create trigger of_size before insert on item for each row execute function mark('old.\"SIZE\"')",
                "create trigger of_sizes before insert on item for each row execute function mark('sizes')",
                "create trigger of_part before insert on part for each row execute function mark('item', 'size')",
                "create trigger of_key after insert on part for each row"
                        + " execute function check_primary_key('item_size', 'item', 'size')",
                "create trigger of_none before insert on part for each row execute function mark('item', 'name')");

        assertThat(plan())
                .contains("that their functions take its new type: of_size (calls public.mark()), of_key on public.part"
                        + " (calls public.check_primary_key()), of_part on public.part (calls public.mark())\n")
                .doesNotContain("of_sizes", "of_none");
    }

    @Test
    void namesColumnsElsewhereThatTriggerFunctionsFill() {
        prepare();
        database.execute(
                "create table item_event (id integer, size integer)",
                "create function tell() returns trigger language plpgsql as"
                        + " 'begin\n insert into item_event (id, size) values (new.id, new.size); return new; end'",
                "create trigger tell after insert on item for each row execute function tell()");

        assertThat(plan())
                .contains(
                        "    function public.tell() line 2 writes size into public.item_event.size, which is integer\n");
    }

    @Test
    void namesFunctionsThatKeepTheOldType() {
        prepare();
        database.execute(
                "create function largest() returns integer language sql as 'select max(size) from item'",
                "create function rows() returns table (size integer) language plpgsql as"
                        + " 'begin return query execute $$select size from item$$; end'",
                "create function of_size(item.size%type) returns bigint language sql as"
                        + " 'select count(*) from item where size = $1'",
                "create function parsed() returns setof integer language sql begin atomic select size from item; end",
                "create function wide() returns bigint language sql as 'select max(size) from item'",
                "create function of_others() returns integer language sql as 'select 1 from item where name = $$n$$ /* size */'",
                "create function elsewhere(size integer) returns integer language sql as 'select size'");

        assertThat(plan())
                .contains("a wider one before: function public.largest() names size and declares integer,"
                        + " function public.of_size(integer) names size and declares integer,"
                        + " function public.parsed() names size and declares integer,"
                        + " function public.rows() names size and declares integer\n");
    }

    @Test
    void namesTriggersThatCompareWholeRows() {
        prepare();
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\ntriggers: fire\n");
        database.execute(
                "create function touch() returns trigger language plpgsql as 'begin return new; end'",
                "create function touch_if() returns trigger language plpgsql as"
                        + " 'begin\n if new is distinct from old then new.name := $$x$$; end if; return new; end'",
                "create trigger by_row after update on item for each row"
                        + " when (old.* is distinct from new.*) execute function touch()",
                "create trigger by_column after update on item for each row"
                        + " when (old.name is distinct from new.name) execute function touch()",
                "create trigger in_body before update on item for each row execute function touch_if()");

        assertThat(plan())
                .contains("see a change where only size_new changed")
                .contains(": by_row (calls public.touch()), function public.touch_if() line 2\n");
    }

    private void prepare() {
        database.execute("create table item (id integer primary key, size integer, name text)");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
    }

    /** Nothing may stand against it. */
    private String plan() {
        var outcome = workbench.plan(CHANGE);
        assertThat(outcome.problems()).isEmpty();
        return String.join("\n", outcome.results()) + "\n";
    }
}
