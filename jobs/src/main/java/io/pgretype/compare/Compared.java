package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;

/** What is compared: a table, and which of its two columns the application writes. */
record Compared(TableUnderChange table, Direction direction) {}
