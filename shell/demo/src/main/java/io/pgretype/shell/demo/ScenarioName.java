package io.pgretype.shell.demo;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The scenarios that the demo can play, as they are typed in lower case. */
public enum ScenarioName {
    COLUMN(ColumnScenario::new),
    KEY(KeyScenario::new),
    UUID(UuidScenario::new);

    private final Supplier<Scenario> scenario;

    ScenarioName(Supplier<Scenario> scenario) {
        this.scenario = scenario;
    }

    Scenario open() {
        return scenario.get();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(ScenarioName::text).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static ScenarioName of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no scenario: %s"
                        .formatted(text, texts().stream().collect(joining(", ")))));
    }
}
