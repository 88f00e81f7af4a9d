package io.pgretype.shell.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.run.Advance;
import io.pgretype.run.PhaseRunner;
import io.pgretype.shell.command.AdvanceCommand;
import io.pgretype.shell.command.HelpCommand;
import io.pgretype.shell.command.PhaseAvailability;
import io.pgretype.shell.command.PhaseRunCommand;
import io.pgretype.shell.command.WatchedRun;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import io.pgretype.status.StatusReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.ExtendedDefaultParser;

class LineCompletionTest {

    @TempDir
    private Path directory;

    private final Session session = Session.console();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private LineCompletion completion;

    @BeforeEach
    void someCommandsAndChanges() throws Exception {
        Files.writeString(directory.resolve("file-size.yaml"), "");
        Files.writeString(directory.resolve("file-owner.yaml"), "");
        var nowhere = new PrintWriter(OutputStream.nullOutputStream());
        var screen = new Screen(nowhere, nowhere, () -> 0);
        var runner = beans.getBeanProvider(PhaseRunner.class);
        var status = beans.getBeanProvider(StatusReader.class);
        var watchedRun = new WatchedRun(status, new CurrentRun(), screen);
        for (PhaseCommand phase : List.of(PhaseCommand.BACKFILL, PhaseCommand.VERIFY)) {
            var availability = new PhaseAvailability(phase, session, status);
            beans.addBean(phase.text(), new PhaseRunCommand(phase, runner, watchedRun, availability, screen));
        }
        beans.addBean("advance", new AdvanceCommand(beans.getBeanProvider(Advance.class), watchedRun, screen));
        beans.addBean("help", new HelpCommand(beans.getBeanProvider(OperatorCommand.class), session, screen));
        completion = new LineCompletion(
                new CommandRegistry(),
                beans.getBeanProvider(OperatorCommand.class),
                new ChangeFiles(directory),
                session);
    }

    @Test
    void theFirstWordIsACommand() throws Exception {
        assertThat(candidates("")).contains("backfill", "verify", "advance", "help");
    }

    @Test
    void afterACommandTheChangesAreProposed() throws Exception {
        assertThat(candidates("backfill ")).containsExactlyInAnyOrder("file-owner", "file-size");
        assertThat(candidates("verify --repair ")).containsExactlyInAnyOrder("file-owner", "file-size");
    }

    @Test
    void afterTheChangeTheOptionsThatAreNotThereYet() throws Exception {
        assertThat(candidates("verify file-size ")).containsExactly("--repair");
        assertThat(candidates("verify file-size --repair ")).isEmpty();
        assertThat(candidates("advance --")).containsExactly("--to", "--stop-after");
    }

    @Test
    void afterAnOptionItsValues() throws Exception {
        assertThat(candidates("advance file-size --to "))
                .containsExactlyInAnyOrder("expand", "backfill", "harden", "verify", "cutover", "contract");
    }

    @Test
    void afterHelpTheCommands() throws Exception {
        assertThat(candidates("help ")).contains("backfill", "verify", "advance");
    }

    @Test
    void atAnEmptyPromptTheNamesAloneByWhetherThisIsTheirPhase() throws Exception {
        assertThat(complete("")).allSatisfy(candidate -> {
            assertThat(candidate.descr()).isNull();
            assertThat(candidate.group()).isNull();
        });
        session.use("file-size");
        session.phase(Phase.EXPANDED);

        assertThat(complete(""))
                .extracting(Candidate::value, Candidate::group)
                .contains(
                        tuple("backfill", "in this phase"),
                        tuple("help", "in this phase"),
                        tuple("verify", "not in this phase"));
    }

    @Test
    void aCommandThatMakesNoSenseNowSaysSo() throws Exception {
        session.use("file-size");
        session.phase(Phase.EXPANDED);

        assertThat(complete("v"))
                .filteredOn(candidate -> candidate.value().equals("verify"))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.descr()).startsWith("(not in this phase)"));
        assertThat(complete("b"))
                .filteredOn(candidate -> candidate.value().equals("backfill"))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.descr()).doesNotContain("not in this phase"));
    }

    private List<String> candidates(String line) throws Exception {
        return complete(line).stream().map(Candidate::value).toList();
    }

    private List<Candidate> complete(String line) throws Exception {
        ParsedLine parsed = new ExtendedDefaultParser().parse(line, line.length(), ParseContext.COMPLETE);
        List<Candidate> candidates = new ArrayList<>();
        try (Terminal terminal =
                new DumbTerminal(new java.io.ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream())) {
            completion.complete(LineReaderBuilder.builder().terminal(terminal).build(), parsed, candidates);
        }
        return candidates;
    }
}
