package io.pgretype.phase;

/** What an operator may ask of a phase beside its name. */
public enum RunOption {
    /** {@code verify --repair}: repair mismatches and compare those rows again. */
    REPAIR,
    /** {@code cutover --rehearse}: do all of it, then roll back. */
    REHEARSE,
    /**
     * {@code contract --now}, {@code rollback --now}: at once, without what takes time: the soak, and the comparison of
     * the rows before.
     */
    NOW,
    /** {@code --cancel-blockers}: cancel the statements of who keeps a short lock from us. */
    CANCEL_BLOCKERS
}
