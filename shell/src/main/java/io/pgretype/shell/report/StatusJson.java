package io.pgretype.shell.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.pgretype.ledger.Phase;
import io.pgretype.status.ChangeStatus;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The status for programs: always an array, one object a change; what is not known is null. */
public final class StatusJson {

    /** Of all reports. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addMixIn(Phase.class, InWords.class)
            .build();

    private StatusJson() {}

    public static String text(List<ChangeStatus> changes) {
        return MAPPER.writeValueAsString(changes);
    }

    /** Phases are written as people read them. */
    private interface InWords {
        @JsonValue
        String text();
    }
}
