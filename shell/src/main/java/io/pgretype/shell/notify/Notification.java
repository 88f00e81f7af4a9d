package io.pgretype.shell.notify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent.
 *
 * @param text what chat tools show
 * @param facts the same for programs
 */
record Notification(Event event, String text, Map<Fact, Object> facts) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** In the order in which they are written. */
    enum Fact {
        CHANGE,
        /** As it is typed. */
        COMMAND,
        /** Which the change is in, as people read it. */
        PHASE,
        /** Of the command, where it ended. */
        EXIT_STATUS,
        /** The code of what stopped it. */
        PROBLEM,
        /** What to type or do next. */
        NEXT,
        /** Host, port and name. */
        DATABASE,
        /** The machine on which pgretype runs. */
        HOST,
        /** ISO 8601, in UTC. */
        AT
    }

    /** One object; a fact that is not known is null. */
    String json() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", text);
        body.put("event", event.key());
        for (Fact fact : Fact.values()) {
            body.put(fact.name().toLowerCase(Locale.ROOT), facts.get(fact));
        }
        return MAPPER.writeValueAsString(body);
    }

    /** For chats that refuse what they do not know, as Google's does. */
    String textAlone() {
        return MAPPER.writeValueAsString(Map.of("text", text));
    }

    /** For the log. */
    String name() {
        return "%s of %s".formatted(event.key(), facts.get(Fact.CHANGE));
    }
}
