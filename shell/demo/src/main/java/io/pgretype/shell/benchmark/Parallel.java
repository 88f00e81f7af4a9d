package io.pgretype.shell.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs statements beside each other. */
final class Parallel {

    private Parallel() {}

    /** One of several pieces of work. */
    interface Task {
        void run() throws SQLException;
    }

    /**
     * Runs them all, so many at a time.
     *
     * @throws SQLException the first that one of them threw; all have ended then
     */
    static void run(int threads, List<Task> tasks) throws SQLException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            tasks.forEach(task -> calls.add(() -> {
                task.run();
                return true;
            }));
            for (Future<Boolean> done : workers.invokeAll(calls)) {
                done.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdown();
        }
    }
}
