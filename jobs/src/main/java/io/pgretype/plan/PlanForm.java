package io.pgretype.plan;

/** How a plan is written. */
public enum PlanForm {
    /** What the decision needs, on one screen of 80 columns and 24 lines. */
    SCREEN,
    /** Every statement to come with its lock, and all there is to say. */
    STATEMENTS,
    /** The same for programs. */
    JSON
}
