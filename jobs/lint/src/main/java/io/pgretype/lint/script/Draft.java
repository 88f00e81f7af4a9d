package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that is being read. */
final class Draft {

    private final StringBuilder sql = new StringBuilder();
    private final List<Allowance> allowances;
    private final Shape shape = new Shape();
    private final int line;
    private int endOfLastToken;
    private @Nullable String data;

    Draft(int line, List<Allowance> before) {
        this.line = line;
        this.allowances = new ArrayList<>(before);
    }

    Shape shape() {
        return shape;
    }

    void token(CharSequence text) {
        sql.append(text);
        endOfLastToken = sql.length();
    }

    void between(CharSequence text) {
        sql.append(text);
    }

    void allow(List<Allowance> more) {
        allowances.addAll(more);
    }

    void data(String lines) {
        data = lines;
    }

    Statement statement() {
        return new Statement(sql.substring(0, endOfLastToken), line, allowances, Optional.ofNullable(data));
    }
}
