package io.pgretype.shell.chaos;

import io.pgretype.ledger.PhaseCommand;
import java.util.EnumSet;
import java.util.Set;

/** What may happen to a running command. */
enum FaultKind {
    /** SIGKILL of its process. */
    KILL(10),
    /** SIGKILL of its process when the server has answered the commit of its transition, or just before that. */
    KILL_AT_COMMIT(8),
    /** {@code pg_terminate_backend} of all its sessions. */
    TERMINATE_ALL(6),
    /** {@code pg_terminate_backend} of one of its sessions. */
    TERMINATE_ONE(6),
    /** Immediate shutdown of the server, and a restart some time later. */
    CRASH(8),
    /** The connection breaks just before the server gets the commit of the transition. */
    CUT_BEFORE_COMMIT(6),
    /** It breaks while the server commits. */
    CUT_AT_COMMIT(8),
    /** It breaks when the server has committed, before pgretype is told. */
    CUT_AFTER_COMMIT(6),
    /** The same, at the next commit of whatever it does just then. */
    CUT_AT_ANY_COMMIT(8),
    /** All connections break at the same time, amid whatever they do. */
    CUT_ALL(6),
    /** A session holds the table as a reader does. */
    SHARE_LOCK(6),
    /** A session holds the table so that nobody reads it. */
    EXCLUSIVE_LOCK(6),
    /** A transaction keeps its snapshot. */
    SNAPSHOT(6),
    VACUUM(4),
    VACUUM_FULL(3),
    /** Somebody adds an index on the column. */
    INDEX(5, EnumSet.range(PhaseCommand.EXPAND, PhaseCommand.VERIFY)),
    /** Somebody disables the mirror for a while, and the application writes. */
    MIRROR_OFF(6, EnumSet.complementOf(EnumSet.of(PhaseCommand.EXPAND, PhaseCommand.ABANDON)));

    private final int weight;
    private final Set<PhaseCommand> commands;

    FaultKind(int weight) {
        this(weight, EnumSet.allOf(PhaseCommand.class));
    }

    FaultKind(int weight, Set<PhaseCommand> commands) {
        this.weight = weight;
        this.commands = commands;
    }

    /** How often it is chosen, against the others. */
    int weightDuring(PhaseCommand command) {
        return commands.contains(command) ? weight : 0;
    }

    /** Whether the application loses its connections too. */
    boolean isServerDeath() {
        return this == CRASH;
    }
}
