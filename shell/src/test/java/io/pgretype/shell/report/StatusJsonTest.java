package io.pgretype.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusJsonTest {

    @Test
    void namesAreThoseThatWerePromised() {
        JsonNode change =
                read(StatusJson.text(List.of(Statuses.in(Phase.CUT_OVER)))).get(0);

        assertThat(change.propertyNames())
                .containsExactly(
                        "change",
                        "table",
                        "column",
                        "from_type",
                        "to_type",
                        "columns",
                        "phase",
                        "running",
                        "rows_total",
                        "rows_done",
                        "rows_per_second",
                        "eta_seconds",
                        "held_by",
                        "mismatches",
                        "witnessed",
                        "misfits",
                        "longest_lock_wait_ms",
                        "lock_hold_ms",
                        "verified_until",
                        "soak_ends_at",
                        "window",
                        "last_error",
                        "size_bytes",
                        "size_bytes_before",
                        "swapped",
                        "sequences",
                        "phases");
        assertThat(change.get("phases").get(0).propertyNames()).containsExactly("name", "status", "started", "seconds");
    }

    @Test
    void phasesAreWordsAndTimesAreIso() {
        JsonNode change =
                read(StatusJson.text(List.of(Statuses.in(Phase.CUT_OVER)))).get(0);

        assertThat(change.get("phase").stringValue()).isEqualTo("cut over");
        assertThat(change.get("rows_done").longValue()).isEqualTo(250_000);
        assertThat(change.get("sequences").get(0).propertyNames())
                .containsExactly("sequence", "column", "numbers_left", "days_left");
        assertThat(change.get("phases").get(0).get("started").stringValue()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void whoRunsItIsAnObjectOrNull() {
        JsonNode running = read(StatusJson.text(List.of(Statuses.in(Phase.EXPANDED))))
                .get(0)
                .get("running");

        assertThat(running.propertyNames()).containsExactly("pid", "user", "host", "since");
        assertThat(running.get("pid").intValue()).isEqualTo(4711);
        assertThat(running.get("since").stringValue()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(read(StatusJson.text(List.of(Statuses.in(Phase.CUT_OVER))))
                        .get(0)
                        .get("running")
                        .isNull())
                .isTrue();
    }

    @Test
    void whatIsNotKnownIsNull() {
        assertThat(read(StatusJson.text(List.of(Statuses.unknown())))
                        .get(0)
                        .get("rows_done")
                        .isNull())
                .isTrue();
    }

    @Test
    void isAlwaysAnArray() {
        assertThat(read(StatusJson.text(List.of())).isArray()).isTrue();
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
