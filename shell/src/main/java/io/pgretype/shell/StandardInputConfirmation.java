package io.pgretype.shell;

import io.pgretype.shell.session.Confirmation;
import io.pgretype.shell.session.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A line of standard input; where there is none, under cron, that is no. */
final class StandardInputConfirmation implements Confirmation {

    private final Screen screen;

    StandardInputConfirmation(Screen screen) {
        this.screen = screen;
    }

    @Override
    public boolean of(String question) {
        screen.notice(question + " [y/N]");
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && Confirmation.isYes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
