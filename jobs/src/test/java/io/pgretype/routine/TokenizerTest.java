package io.pgretype.routine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.routine.Token.Kind;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "select a.b.* from T      ~ select a . b . * from t",
                "NEW.\"Size\" := 1;       ~ new . {Size} := 1 ;",
                "\"a\"\"b\"               ~ {a\"b}",
                "a/* x /* y */ z */b      ~ a b",
                "a -- it's                ~ a",
                "'it''s' 'b'              ~ <it's> <b>",
                "e'it\\'s' E'a\\\\' '\\' x  ~ <it's> <a\\> <\\> x",
                "$$ a $b $$ c             ~ < a $b > c",
                "$x$ $$ $x$ $1::int a$b   ~ < $$ > $1 :: int a$b",
                "1..10 1.5 a[1]           ~ 1 .. 10 1.5 a [ 1 ]",
                "a->>'b' <> c||d          ~ a ->> <b> <> c || d",
                "a-- b                    ~ a",
                "a*/* b */c               ~ a * c",
                "'open                    ~ <open>",
                "a /* open                ~ a",
                "$$ open                  ~ < open>",
                "\u00e9t\u00e9.gr\u00f6\u00dfe  ~ \u00e9t\u00e9 . gr\u00f6\u00dfe"
            })
    void takesTextToPieces(String text, String tokens) {
        assertThat(Tokenizer.tokens(text, 1).stream().map(TokenizerTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(tokens);
    }

    private static String shown(Token token) {
        return switch (token.kind()) {
            case STRING -> "<%s>".formatted(token.text());
            case QUOTED_NAME -> "{%s}".formatted(token.text());
            default -> token.text();
        };
    }

    @Test
    void countsLines() {
        assertThat(Tokenizer.tokens("a\n/* \n */ b\n'\n' c", 5))
                .containsExactly(
                        new Token(Kind.WORD, "a", 5),
                        new Token(Kind.WORD, "b", 7),
                        new Token(Kind.STRING, "\n", 8),
                        new Token(Kind.WORD, "c", 9));
    }

    @Test
    void takesLongLiterals() {
        String literal = "'%s'".formatted("it''s ".repeat(100_000));
        assertThat(Tokenizer.tokens(literal, 1)).hasSize(1);
    }
}
