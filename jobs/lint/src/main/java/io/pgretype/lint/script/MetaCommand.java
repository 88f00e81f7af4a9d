package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A backslash command, from its backslash to its end.
 *
 * @param end the place after it
 * @param words its arguments, without their quotes
 */
record MetaCommand(String text, String name, int end, List<String> words) {

    enum Effect {
        SEND,
        SEND_AND_MORE,
        FORGET,
        SET,
        UNSET,
        QUIT,
        COPY_FROM_STDIN,
        SKIP,
        NOT_FOLLOWED
    }

    /** These take the rest of the line, quotes and backslashes too. */
    private static final Set<String> TO_END_OF_LINE = Set.of("!", "copy", "ef", "ev", "h", "help", "sf", "sv", "w");

    private static final String OTHER_FILE = "it reads another file, which is not looked into";
    private static final String CONDITION = "conditions are not evaluated; the statements of all branches are taken";
    private static final String RESULT = "what it does depends on rows that a query returns";
    private static final String PROTOCOL = "commands of the extended protocol are not followed";
    private static final String ASKS = "it gives a variable a value that is known only when it runs";

    private static final Map<String, String> NOT_FOLLOWED = Map.ofEntries(
            Map.entry("i", OTHER_FILE),
            Map.entry("include", OTHER_FILE),
            Map.entry("ir", OTHER_FILE),
            Map.entry("include_relative", OTHER_FILE),
            Map.entry("if", CONDITION),
            Map.entry("elif", CONDITION),
            Map.entry("else", CONDITION),
            Map.entry("endif", CONDITION),
            Map.entry("gset", RESULT),
            Map.entry("gexec", RESULT),
            Map.entry("crosstabview", RESULT),
            Map.entry("watch", RESULT),
            Map.entry("prompt", ASKS),
            Map.entry("getenv", ASKS),
            Map.entry("bind", PROTOCOL),
            Map.entry("bind_named", PROTOCOL),
            Map.entry("parse", PROTOCOL),
            Map.entry("startpipeline", PROTOCOL),
            Map.entry("e", "it opens an editor"),
            Map.entry("edit", "it opens an editor"));

    private static final Map<String, String> SKIPPED = Map.ofEntries(
            Map.entry("c", "all statements are taken to run in one database"),
            Map.entry("connect", "all statements are taken to run in one database"),
            Map.entry("restrict", "of a dump; it only keeps psql from running other commands"),
            Map.entry("unrestrict", "of a dump; it only keeps psql from running other commands"),
            Map.entry("copy", "it moves rows and no table's definition"),
            Map.entry("!", "it runs a program beside the database"));

    /** psql's other commands: they show something, or decide how it is shown. */
    private static final Set<String> SHOW = Set.of(
            "a",
            "C",
            "cd",
            "conninfo",
            "copyright",
            "echo",
            "encoding",
            "errverbose",
            "f",
            "gdesc",
            "h",
            "H",
            "help",
            "html",
            "l",
            "list",
            "o",
            "out",
            "p",
            "password",
            "print",
            "pset",
            "qecho",
            "s",
            "setenv",
            "sf",
            "sv",
            "t",
            "T",
            "timing",
            "w",
            "warn",
            "write",
            "x",
            "z",
            "?",
            ".");

    static MetaCommand read(String text, int backslash) {
        int at = backslash + 1;
        while (at < text.length() && !Words.isSpace(text.charAt(at)) && text.charAt(at) != '\\') {
            at++;
            if (text.charAt(at - 1) == '!') {
                break;
            }
        }
        String name = text.substring(backslash + 1, at);
        if (TO_END_OF_LINE.contains(name)) {
            int end = Quoted.line(text, at);
            return new MetaCommand(
                    text.substring(backslash, end),
                    name,
                    end,
                    List.of(text.substring(at, end).strip()));
        }
        List<String> words = new ArrayList<>();
        int end = arguments(text, at, words);
        String whole = text.substring(backslash, end).strip();
        // Two backslashes end the command, and the line goes on as SQL.
        return new MetaCommand(whole, name, text.startsWith("\\\\", end) ? end + 2 : end, words);
    }

    /** Up to the end of the line or to a backslash outside of quotes. */
    private static int arguments(String text, int start, List<String> words) {
        StringBuilder word = new StringBuilder();
        boolean any = false;
        int at = start;
        while (at < text.length() && "\n\r\\".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = quoted(text, at, word);
                any = true;
            } else if (Words.isSpace(c)) {
                if (any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
                at++;
            } else {
                word.append(c);
                any = true;
                at++;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return at;
    }

    /** In single quotes a backslash takes the next letter along; double quotes stay in the word. */
    private static int quoted(String text, int start, StringBuilder word) {
        char quote = text.charAt(start);
        int line = Quoted.line(text, start);
        if (quote == '"') {
            int end = Math.min(Quoted.end(text, start), line);
            word.append(text, start, end);
            return end;
        }
        int at = start + 1;
        while (at < line) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < line) {
                word.append(escaped(text.charAt(at + 1)));
                at += 2;
            } else if (c != quote) {
                word.append(c);
                at++;
            } else if (at + 1 < line && text.charAt(at + 1) == quote) {
                word.append(quote);
                at += 2;
            } else {
                return at + 1;
            }
        }
        return at;
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'b' -> '\b';
            default -> letter;
        };
    }

    Effect effect() {
        return switch (name) {
            case "g", "gx" -> Effect.SEND;
            case "gset", "gexec", "crosstabview", "watch" -> Effect.SEND_AND_MORE;
            case "gdesc", "r", "reset" -> Effect.FORGET;
            case "set" -> Effect.SET;
            case "unset" -> Effect.UNSET;
            case "q", "quit" -> Effect.QUIT;
            case "copy" -> copiesFromStdin() ? Effect.COPY_FROM_STDIN : Effect.SKIP;
            default -> isHarmless() ? Effect.SKIP : Effect.NOT_FOLLOWED;
        };
    }

    private boolean copiesFromStdin() {
        List<String> lower = List.of(words.get(0).toLowerCase(Locale.ROOT).split("\\s+"));
        int from = lower.lastIndexOf("from");
        return from >= 0 && from + 1 < lower.size() && lower.get(from + 1).equals("stdin");
    }

    private boolean isHarmless() {
        return SKIPPED.containsKey(name) || SHOW.contains(name) || name.startsWith("d");
    }

    BackslashCommand notRun(int line) {
        String reason = NOT_FOLLOWED.getOrDefault(
                name,
                SKIPPED.getOrDefault(name, isHarmless() ? "it only shows something" : "psql has no such command"));
        return new BackslashCommand(text, line, reason, isHarmless());
    }
}
