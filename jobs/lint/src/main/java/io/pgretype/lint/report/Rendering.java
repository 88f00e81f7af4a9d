package io.pgretype.lint.report;

/** One format. */
interface Rendering {

    /** The whole output, with a line break at its end unless there is nothing to say. */
    String text(Verdict verdict);
}
