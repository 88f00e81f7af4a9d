package io.pgretype.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of all packages in {@code jobs/README.md}, from the ground up, with those that each may call. */
public final class Floors {

    private static final String PAGE = "jobs/README.md";
    private static final String ROOT = "io.pgretype";

    /** All packages of the jobs below them may call these; the page says so once, not in each line. */
    private static final Set<String> GROUND = Set.of("problem", "session", "database", "change");

    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\|([a-z., ]*)\\|");

    private final Map<String, Set<String>> callees = new LinkedHashMap<>();

    private Floors(List<String> lines) {
        lines.stream().map(ROW::matcher).filter(Matcher::matches).forEach(this::add);
    }

    public static Floors ofThePage() {
        try {
            return new Floors(Files.readAllLines(page()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maven runs a module's tests in the module's directory. */
    private static Path page() {
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve(PAGE))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private void add(Matcher row) {
        String caller = row.group(1);
        Set<String> allowed = new HashSet<>(List.of(row.group(2).strip().split("[ ,]+")));
        allowed.remove("");
        if (!GROUND.contains(caller) && !caller.startsWith("shell")) {
            allowed.addAll(GROUND);
        }
        Set<String> packages = new HashSet<>();
        for (String callee : allowed) {
            if (!callees.containsKey(qualified(callee))) {
                throw new IllegalStateException(
                        "%s: %s may not call %s, which is not below it".formatted(PAGE, caller, callee));
            }
            packages.add(qualified(callee));
        }
        if (callees.put(qualified(caller), packages) != null) {
            throw new IllegalStateException("%s: two lines for %s".formatted(PAGE, caller));
        }
    }

    private static String qualified(String name) {
        return name.equals(ROOT) ? name : ROOT + "." + name;
    }

    /** All that have a line. */
    public Set<String> packages() {
        return Set.copyOf(callees.keySet());
    }

    /** No package calls one that its line does not name, and none is without a line. */
    public ArchRule everyPackageCallsOnlyWhatItMay() {
        return classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should(new ArchCondition<>("keep to the floors of " + PAGE) {
                    @Override
                    public void check(JavaClass caller, ConditionEvents events) {
                        if (!callees.containsKey(caller.getPackageName())) {
                            events.add(SimpleConditionEvent.violated(
                                    caller, "%s has no line in %s".formatted(caller.getPackageName(), PAGE)));
                            return;
                        }
                        caller.getDirectDependenciesFromSelf().stream()
                                .filter(Floors.this::isForbidden)
                                .forEach(call ->
                                        events.add(SimpleConditionEvent.violated(caller, call.getDescription())));
                    }
                });
    }

    private boolean isForbidden(Dependency call) {
        String caller = call.getOriginClass().getPackageName();
        String callee = call.getTargetClass().getBaseComponentType().getPackageName();
        return (callee + ".").startsWith(ROOT + ".")
                && !callee.equals(caller)
                && !callees.getOrDefault(caller, Set.of()).contains(callee);
    }

    /** Test kits of other modules come as jars, or as directories of classes, as far as Maven has built them. */
    public static final class DoNotIncludeTestKits implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && Predefined.DO_NOT_INCLUDE_TESTS.includes(location);
        }
    }
}
