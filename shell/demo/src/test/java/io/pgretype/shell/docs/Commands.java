package io.pgretype.shell.docs;

import io.pgretype.change.ChangeFiles;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.StrictCommandParser;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.shell.core.command.CommandRegistry;

/** The program's commands, as the command line has them, without a database. */
public final class Commands implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final StrictCommandParser parser;

    public Commands() {
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.register(Surroundings.class);
        context.refresh();
        parser = parser(context.getBean(Session.class));
    }

    private StrictCommandParser parser(Session session) {
        return new StrictCommandParser(
                new CommandRegistry(Set.copyOf(all())), context.getBean(ChangeFiles.class), session);
    }

    public List<OperatorCommand> all() {
        return context.getBeanProvider(OperatorCommand.class).stream().toList();
    }

    Set<String> names() {
        return all().stream().map(OperatorCommand::getName).collect(Collectors.toSet());
    }

    /**
     * Reads a line as the program would.
     *
     * @throws io.pgretype.problem.ProblemException {@code bad-command-line} if there is no such command or option
     */
    public void parse(List<String> words) {
        parser.parse(words);
    }

    /** The same for a line as it is typed in the console. */
    public void parseInConsole(String line) {
        parser(Session.console()).parse(line);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What the commands ask for when they are made. */
    @Configuration(proxyBeanMethods = false)
    @Import(TheProgramsCommands.class)
    static class Surroundings {

        @Bean
        Session session() {
            return Session.oneShot();
        }

        @Bean
        Screen screen() {
            var nowhere = new PrintWriter(Writer.nullWriter());
            return new Screen(nowhere, nowhere, () -> 0);
        }

        @Bean
        CurrentRun currentRun() {
            return new CurrentRun();
        }

        @Bean
        ChangeFiles changeFiles() {
            return new ChangeFiles(Path.of("no-such-directory"));
        }
    }

    /** By their names, because nobody but the program's configuration needs to see them. */
    static class TheProgramsCommands implements ImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {"io.pgretype.shell.CommandBeans", "io.pgretype.shell.complete.CompleteConfiguration"};
        }
    }
}
