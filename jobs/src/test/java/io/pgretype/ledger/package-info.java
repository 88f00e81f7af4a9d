@NullMarked
package io.pgretype.ledger;

import org.jspecify.annotations.NullMarked;
