package io.pgretype.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.status.HistoryEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryJsonTest {

    @Test
    void anEventHasItsFieldsAndNoOther() {
        JsonNode history = JsonMapper.shared()
                .readTree(HistoryJson.text(List.of(new HistoryEntry(
                        Instant.parse("2026-03-01T10:00:00Z"), "expand started", "alice", null, "build-7", ""))));

        assertThat(history).hasSize(1);
        assertThat(history.get(0).propertyNames()).containsExactly("at", "what", "role", "os_user", "host", "detail");
        assertThat(history.get(0).get("at").stringValue()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(history.get(0).get("os_user").isNull()).isTrue();
    }
}
