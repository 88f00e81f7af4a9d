package io.pgretype.shell.report;

import io.pgretype.status.HistoryEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The history for programs: always an array, one object an event, oldest first; what is not known is null. */
public final class HistoryJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private HistoryJson() {}

    private record Event(
            Instant at,
            String what,
            @Nullable String role,
            @Nullable String osUser,
            @Nullable String host,
            String detail) {}

    public static String text(List<HistoryEntry> history) {
        return MAPPER.writeValueAsString(history.stream()
                .map(entry ->
                        new Event(entry.at(), entry.what(), entry.role(), entry.osUser(), entry.host(), entry.detail()))
                .toList());
    }
}
