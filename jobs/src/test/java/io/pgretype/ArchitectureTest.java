package io.pgretype;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.pgretype.testkit.Floors;

/** Arrows point one way, and phases meet in the ledger only. */
@AnalyzeClasses(packages = "io.pgretype", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule everyPackageCallsOnlyWhatItMay = Floors.ofThePage().everyPackageCallsOnlyWhatItMay();

    @ArchTest
    static final ArchRule noRoomIsPartOfACircle =
            slices().matching("io.pgretype.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theChangeKnowsNoDatabaseAndNoFramework = noClasses()
            .that()
            .resideInAnyPackage("io.pgretype.change..", "io.pgretype.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.springframework..", "org.postgresql..", "io.pgretype.database..");

    @ArchTest
    static final ArchRule everyRefusalIsLookedFor = classes()
            .that(implement("io.pgretype.preflight.Check"))
            .should(beMadeBy("io.pgretype.preflight.Preflight"));

    @ArchTest
    static final ArchRule everySignalIsWatched =
            classes().that(implement("io.pgretype.throttle.Signal")).should(beMadeBy("io.pgretype.throttle.Throttle"));

    private static ArchCondition<JavaClass> beMadeBy(String maker) {
        return new ArchCondition<>("be made by " + maker) {
            @Override
            public void check(JavaClass made, ConditionEvents events) {
                boolean isMade = made.getConstructorCallsToSelf().stream()
                        .anyMatch(call -> call.getOriginOwner().getName().equals(maker));
                events.add(new SimpleConditionEvent(
                        made, isMade, "%s is not in the list of %s".formatted(made.getName(), maker)));
            }
        };
    }
}
