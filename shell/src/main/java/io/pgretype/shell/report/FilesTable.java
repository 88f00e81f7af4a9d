package io.pgretype.shell.report;

import io.pgretype.ledger.AppliedFiles.FileState;
import java.util.ArrayList;
import java.util.List;

/** Migration files that {@code apply} has begun: those that are not done, and the newest of those that are. */
public final class FilesTable {

    private static final int DONE = 10;

    private FilesTable() {}

    /** Empty where there are none. */
    public static List<String> lines(List<FileState> files) {
        List<FileState> done =
                files.stream().filter(file -> file.doneAt().isPresent()).toList();
        int hidden = Math.max(0, done.size() - DONE);
        List<FileState> shown = new ArrayList<>(
                files.stream().filter(file -> file.doneAt().isEmpty()).toList());
        shown.addAll(done.subList(hidden, done.size()));
        if (shown.isEmpty()) {
            return List.of();
        }
        var table = new Table("FILE", "STATE", "AT", "BY");
        shown.forEach(file -> table.row(
                file.name(),
                state(file),
                StatusDetails.time(file.doneAt().or(file::failedAt).orElse(file.begunAt())),
                file.begunBy()));
        List<String> lines = new ArrayList<>(table.lines());
        shown.forEach(file -> file.error().ifPresent(lines::add));
        if (hidden > 0) {
            lines.add("and %d older ones that are done".formatted(hidden));
        }
        return List.copyOf(lines);
    }

    private static String state(FileState file) {
        if (file.doneAt().isPresent()) {
            return "done";
        }
        String parts = "%d part%s done".formatted(file.parts(), file.parts() == 1 ? "" : "s");
        return file.error().isPresent() ? "failed, " + parts : "begun, " + parts;
    }
}
