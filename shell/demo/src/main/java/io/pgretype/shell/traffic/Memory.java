package io.pgretype.shell.traffic;

/** What a session knows of its own rows, from one connection to the next. */
interface Memory {

    void committed();

    void rolledBack();

    /** The connection was lost: nobody can tell this session whether its last transaction was committed. */
    void outcomeUnknown();
}
