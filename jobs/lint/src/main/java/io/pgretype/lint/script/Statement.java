package io.pgretype.lint.script;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a file.
 *
 * @param sql without the semicolon at its end and the comments before it; with semicolons inside where its author sends
 *     several as one string
 * @param line of its first word, the file's first line being 1
 * @param allowances what the comments before it, in it and after it on its last line allow
 * @param data the lines after {@code copy … from stdin}, without the one that ends them; empty for any other statement
 */
public record Statement(String sql, int line, List<Allowance> allowances, Optional<String> data) {

    public Statement {
        allowances = List.copyOf(allowances);
    }

    public Statement(String sql, int line, List<Allowance> allowances) {
        this(sql, line, allowances, Optional.empty());
    }

    /** In lower case, up to {@code count} of them and to what is no word; comments between them do not count. */
    public List<String> firstWords(int count) {
        return Words.first(sql, count);
    }

    /** All of it: words in lower case, names and strings with their quotes, other characters one by one; no comments. */
    public List<String> tokens() {
        return Tokens.of(sql);
    }
}
