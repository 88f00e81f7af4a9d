package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.PhaseDriver;
import java.nio.file.Path;

/**
 * Where a method works.
 *
 * @param kind what the table is like
 * @param url a JDBC URL of the copy that is this method's alone
 * @param directory for files; removed with the server
 * @param opener opens the phases on that copy
 */
record Workplace(BenchmarkCase kind, String url, Path directory, PhaseDriver.Opener opener) {}
