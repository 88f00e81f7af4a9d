package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.Optional;

/**
 * What a rule says of a statement.
 *
 * @param consequence empty for that of the rule
 * @param wayOut empty for that of the rule
 */
record Report(String rule, String observed, String consequence, String wayOut, Optional<String> changeFile) {

    static Report of(String rule, String observed) {
        return new Report(rule, observed, "", "", Optional.empty());
    }

    Report consequence(String text) {
        return new Report(rule, observed, text, wayOut, changeFile);
    }

    Report wayOut(String text) {
        return new Report(rule, observed, consequence, text, changeFile);
    }

    Report changeFile(Optional<String> text) {
        return new Report(rule, observed, consequence, wayOut, text);
    }

    Finding at(Trace trace, Step step) {
        Rule found = Rules.of(rule);
        return new Finding(
                found,
                trace.migration().file(),
                step.statement().line(),
                step.statement().sql(),
                observed,
                consequence.isEmpty() ? found.consequence() : consequence,
                wayOut.isEmpty() ? found.wayOut() : wayOut,
                changeFile);
    }
}
