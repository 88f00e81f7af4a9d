package io.pgretype.shell.line;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.session.HangingIndent;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is wrong with a line, and what to type instead. */
public record BadLine(String observed, String next) {

    /** Where the parts of a problem begin. */
    static final int INDENT = 12;

    /** What is to be typed, or was, is one: in quotes, or a command at the end. */
    private static final Pattern WORD = Pattern.compile("'[^']*'\\S*|\\./pgretype .*|\\S+");

    public ProblemException problem() {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The command line is not understood.",
                wrapped(observed),
                Problem.NOTHING_CHANGED,
                wrapped(next)));
    }

    /** Text that has lines of its own stays as it is. */
    private static String wrapped(String text) {
        if (text.contains("\n")) {
            return text;
        }
        List<String> words =
                WORD.matcher(text).results().map(MatchResult::group).toList();
        return HangingIndent.of("", INDENT, words).strip();
    }
}
