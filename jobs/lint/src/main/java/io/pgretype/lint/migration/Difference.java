package io.pgretype.lint.migration;

import io.pgretype.lint.migration.ChangedMigration.How;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a tool would run of the branch, after what it had run where the branch begins. */
final class Difference {

    private final Plan base;
    private final Plan head;
    private final Map<String, Step> baseSteps;
    private final Map<String, Step> headSteps;

    Difference(Plan base, Plan head) {
        this.base = base;
        this.head = head;
        this.baseSteps = byKey(base);
        this.headSteps = byKey(head);
    }

    private static Map<String, Step> byKey(Plan plan) {
        return plan.steps().stream()
                .collect(Collectors.toMap(Step::key, step -> step, (first, second) -> first, LinkedHashMap::new));
    }

    MigrationSet migrations() {
        Set<String> renamed = new HashSet<>();
        List<ChangedMigration> changed = changed(renamed);
        List<Migration> added = head.steps().stream()
                .filter(step -> runsNow(step) && !renamed.contains(step.key()))
                .map(Step::migration)
                .toList();
        return new MigrationSet(before(), added, changed, unresolved());
    }

    /** The last baseline takes the place of all before it. */
    private List<Migration> before() {
        List<Step> steps = base.steps();
        int first = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).kind() == Step.Kind.BASELINE) {
                first = i;
            }
        }
        return steps.subList(first, steps.size()).stream().map(Step::migration).toList();
    }

    private boolean runsNow(Step step) {
        Step old = baseSteps.get(step.key());
        return switch (step.kind()) {
            case ONCE -> old == null;
            case REPEATABLE -> old == null || !old.text().equals(step.text());
            // The database has what it would make.
            case BASELINE -> false;
        };
    }

    private List<ChangedMigration> changed(Set<String> renamed) {
        List<ChangedMigration> changed = new ArrayList<>();
        boolean squashed = head.steps().stream()
                .anyMatch(step -> step.kind() == Step.Kind.BASELINE && !baseSteps.containsKey(step.key()));
        for (Step old : base.steps()) {
            Step now = headSteps.get(old.key());
            if (old.kind() != Step.Kind.ONCE) {
                continue;
            }
            if (now == null) {
                String newName = newName(old);
                if (!newName.isEmpty()) {
                    renamed.add(newName);
                    changed.add(new ChangedMigration(old.migration().file(), old.line(), How.RENAMED));
                } else if (!squashed) {
                    changed.add(new ChangedMigration(old.migration().file(), old.line(), How.DELETED));
                }
            } else if (!now.text().equals(old.text())) {
                changed.add(new ChangedMigration(now.migration().file(), now.line(), How.EDITED));
            } else if (!now.migration().file().equals(old.migration().file())) {
                changed.add(new ChangedMigration(old.migration().file(), old.line(), How.RENAMED));
            }
        }
        return changed;
    }

    /** The key of a new step that has its very text; the database has run that. */
    private String newName(Step old) {
        return head.steps().stream()
                .filter(step -> step.kind() == Step.Kind.ONCE
                        && !baseSteps.containsKey(step.key())
                        && step.text().equals(old.text()))
                .map(Step::key)
                .findFirst()
                .orElse("");
    }

    private List<Unresolved> unresolved() {
        List<Unresolved> all = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (Unresolved each : base.unresolved()) {
            before.add(each.file() + "\n" + each.reason());
            all.add(new Unresolved(each.file(), each.line(), each.reason(), false));
        }
        head.unresolved().stream()
                .filter(each -> !before.contains(each.file() + "\n" + each.reason()))
                .forEach(all::add);
        return all;
    }
}
