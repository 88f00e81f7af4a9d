package io.pgretype.shell.traffic;

/** What a statement of some application does. */
public interface Kind {

    /** As people read it. */
    String text();

    /** How many of a hundred statements do it. */
    int percent();
}
