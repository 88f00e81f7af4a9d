/** An application of somebody's own, with nothing of pgretype but the jobs. {@code jobs/README.md} shows it. */
@NullMarked
package com.example.migration;

import org.jspecify.annotations.NullMarked;
