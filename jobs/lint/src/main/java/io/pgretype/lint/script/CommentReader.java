package io.pgretype.lint.script;

import io.pgretype.lint.script.Allowance.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds in comments what they allow: in our words, in squawk's and in eugene's. */
final class CommentReader {

    private static final String BECAUSE = "because";

    private static final RulesOfOthers OTHERS = RulesOfOthers.read();

    private final List<Allowance> ofTheFile = new ArrayList<>();

    /** What the comment allows in one statement; what it allows in the whole file is kept. */
    List<Allowance> read(String comment, int line) {
        String body = body(comment);
        String lower = body.toLowerCase(Locale.ROOT);
        if (lower.startsWith("pgretype:")) {
            return ours(body.substring("pgretype:".length()).strip(), line);
        }
        if (lower.startsWith("eugene:") || lower.startsWith("eugene ")) {
            return eugenes(body.substring("eugene:".length()).strip(), line);
        }
        if (isCommand(lower, "squawk-ignore-file")) {
            ofTheFile.addAll(OTHERS.allowances(Origin.SQUAWK, squawkNames(body, "squawk-ignore-file"), line));
        } else if (isCommand(lower, "squawk-ignore")) {
            return OTHERS.allowances(Origin.SQUAWK, squawkNames(body, "squawk-ignore"), line);
        }
        return List.of();
    }

    List<Allowance> ofTheFile() {
        return ofTheFile;
    }

    /** {@code allow RULE[, RULE…] because REASON}. */
    private static List<Allowance> ours(String text, int line) {
        if (!isCommand(text.toLowerCase(Locale.ROOT), "allow")) {
            return List.of();
        }
        String rest = text.substring("allow".length());
        int because = wordIn(rest, BECAUSE);
        String reason =
                because < 0 ? "" : rest.substring(because + BECAUSE.length()).strip();
        List<String> rules = words(because < 0 ? rest : rest.substring(0, because));
        return (rules.isEmpty() ? List.of("") : rules)
                .stream().map(rule -> new Allowance(rule, reason, line)).toList();
    }

    private List<Allowance> eugenes(String text, int line) {
        return isCommand(text, "ignore")
                ? OTHERS.allowances(Origin.EUGENE, words(text.substring("ignore".length())), line)
                : List.of();
    }

    /** squawk lets a comment follow the names, after two more hyphens. */
    private static List<String> squawkNames(String body, String command) {
        String names = body.substring(command.length());
        int comment = names.indexOf("--");
        return words(comment < 0 ? names : names.substring(0, comment));
    }

    private static boolean isCommand(String text, String command) {
        return text.startsWith(command)
                && (text.length() == command.length() || Words.isSpace(text.charAt(command.length())));
    }

    private static int wordIn(String text, String word) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(word);
        while (at >= 0) {
            int end = at + word.length();
            if (at > 0
                    && Words.isSpace(lower.charAt(at - 1))
                    && (end == lower.length() || Words.isSpace(lower.charAt(end)))) {
                return at;
            }
            at = lower.indexOf(word, end);
        }
        return -1;
    }

    /** Between commas and white space. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : (text + ',').toCharArray()) {
            if (c != ',' && !Words.isSpace(c)) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private static String body(String comment) {
        if (comment.startsWith("--")) {
            return comment.substring(2).strip();
        }
        int end = comment.endsWith("*/") && comment.length() >= 4 ? comment.length() - 2 : comment.length();
        return comment.substring(2, end).strip();
    }
}
