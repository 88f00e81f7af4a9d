package io.pgretype.testkit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Tag;

/**
 * What the test shows does not depend on the server's version: {@code .ci/run} runs it on the newest alone. Not for a test that
 * is the only one to read some part of the catalog.
 */
@Tag("any-version")
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyVersion {}
