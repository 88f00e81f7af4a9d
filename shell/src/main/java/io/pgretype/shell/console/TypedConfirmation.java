package io.pgretype.shell.console;

import io.pgretype.shell.session.Confirmation;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.springframework.beans.factory.ObjectProvider;

/** An answer in the place of a command: it is no line for the history, and Ctrl-C means no. */
final class TypedConfirmation implements Confirmation {

    private final ObjectProvider<LineReader> lineReader;

    TypedConfirmation(ObjectProvider<LineReader> lineReader) {
        this.lineReader = lineReader;
    }

    @Override
    public boolean of(String question) {
        LineReader reader = lineReader.getObject();
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        reader.setVariable(LineReader.DISABLE_COMPLETION, true);
        try {
            return Confirmation.isYes(reader.readLine(question + " [y/N] "));
        } catch (UserInterruptException | EndOfFileException e) {
            return false;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
            reader.setVariable(LineReader.DISABLE_COMPLETION, false);
        }
    }
}
