package io.pgretype.routine;

import io.pgretype.routine.Token.Kind;
import io.pgretype.routine.Tokens.Range;
import java.util.ArrayList;
import java.util.List;

/** The text that an expression puts together of strings, as far as it is written out. */
final class Joined {

    private final Tokens tokens;
    private final List<Token> text = new ArrayList<>();

    private Joined(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Its tokens, with holes for what is not known before it runs. */
    static List<Token> of(Range expression, Tokens tokens) {
        Joined joined = new Joined(tokens);
        joined.expression(expression);
        return joined.text;
    }

    private void expression(Range range) {
        int from = range.from();
        for (int i = range.from(); i <= range.to(); i++) {
            if (i == range.to() || tokens.is(i, "||")) {
                part(new Range(from, i));
                from = i + 1;
            } else if (tokens.is(i, "(")) {
                i = Math.min(tokens.closing(i), range.to() - 1);
            }
        }
    }

    private void part(Range part) {
        Token first = tokens.at(part.from());
        boolean closed = part.from() < part.to() && tokens.is(part.to() - 1, ")");
        if (first.kind() == Kind.STRING && part.to() - part.from() == 1) {
            string(first);
        } else if (first.is("format") && closed && tokens.at(part.from() + 2).kind() == Kind.STRING) {
            string(tokens.at(part.from() + 2));
        } else if (first.is("concat") && closed) {
            tokens.split(tokens.inside(part.from() + 1)).forEach(this::part);
        } else if (first.is("(") && tokens.closing(part.from()) == part.to() - 1) {
            expression(tokens.inside(part.from()));
        } else {
            unknown(part);
        }
    }

    /** Strings in what is not understood may be a part of it. */
    private void unknown(Range part) {
        hole(part.from());
        for (int i = part.from(); i < part.to(); i++) {
            if (tokens.at(i).kind() == Kind.STRING) {
                string(tokens.at(i));
                hole(i);
            }
        }
    }

    private void string(Token token) {
        String withHoles = token.text().replaceAll("%([0-9]+\\$)?-?[0-9]*[IsL]", String.valueOf(Tokenizer.HOLE));
        text.addAll(Tokenizer.tokens(withHoles, token.line()));
    }

    private void hole(int index) {
        text.add(new Token(Kind.HOLE, "", tokens.at(index).line()));
    }
}
