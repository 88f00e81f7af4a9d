package io.pgretype.shell.complete;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What operators run knows nothing of what only a checkout has. */
@AnalyzeClasses(packages = "io.pgretype", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    /** The rooms of this module, and who in all of pgretype may call each. */
    private static final Map<String, List<String>> CALLERS = Map.of(
            "complete", List.of(),
            "benchmark", List.of("complete"),
            "demo", List.of("complete", "benchmark"),
            "traffic", List.of("demo", "benchmark"));

    @ArchTest
    static final ArchRule everyRoomIsEnteredFromAboveOnly = CompositeArchRule.of(CALLERS.entrySet().stream()
            .map(room -> isCalledOnlyBy(room.getKey(), room.getValue()))
            .toList());

    @ArchTest
    static final ArchRule theApplicationKnowsNothingOfTheMigration = noClasses()
            .that()
            .resideInAPackage("io.pgretype.shell.traffic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgretype.shell",
                    "io.pgretype.run..",
                    "io.pgretype.batch..",
                    "io.pgretype.phase..",
                    "io.pgretype.ledger..",
                    "io.pgretype.mirror..");

    @ArchTest
    static final ArchRule onlyTheDemoStartsAServer = noClasses()
            .that()
            .resideInAPackage("io.pgretype.shell..")
            .and()
            .resideOutsideOfPackage("io.pgretype.shell.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.zonky..");

    private static ArchRule isCalledOnlyBy(String room, List<String> callers) {
        String[] inside = Stream.concat(Stream.of(room), callers.stream())
                .map(RoomsTest::packages)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.pgretype..")
                .and()
                .resideOutsideOfPackages(inside)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages(room));
    }

    private static String packages(String room) {
        return "io.pgretype.shell." + room + "..";
    }
}
