package io.pgretype.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process that runs one command line after another, each just as a process of its own would, so that a test need not
 * wait for the start of a JVM for each. A line is the words, with single spaces between them.
 */
public final class ResidentCommandLine {

    /** Begins the line that follows a command's last; the exit status comes behind it. */
    public static final String ENDED = "=== exit status ";

    private ResidentCommandLine() {}

    public static void main(String[] arguments) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int status = Pgretype.run(List.of(line.split(" ")));
            System.err.flush();
            System.out.println(ENDED + status);
            System.out.flush();
        }
    }
}
