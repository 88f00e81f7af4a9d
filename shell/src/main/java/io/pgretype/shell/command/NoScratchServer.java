package io.pgretype.shell.command;

import io.pgretype.lint.ScratchSource;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.OptionalInt;

/** Of a program that brings no server. */
public final class NoScratchServer implements ScratchSource {

    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public Scratch open(OptionalInt major) {
        throw new ProblemException(new Problem(
                ProblemCode.NO_SCRATCH_SERVER,
                "There is no server to try migrations on.",
                "no --url on the line, and this program brings no PostgreSQL of its own",
                Problem.NOTHING_CHANGED,
                "Name a server that nobody works on: ./pgretype lint --url jdbc:postgresql://HOST:PORT/postgres"));
    }
}
