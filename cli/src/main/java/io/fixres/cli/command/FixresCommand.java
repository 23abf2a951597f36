package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.stack.StackFailedException;
import io.fixres.cli.stack.StackRunningException;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.StoreUnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** {@code fixres}: the subcommands and what they have in common. */
@Command(
        name = "fixres",
        mixinStandardHelpOptions = true,
        version = "fixres 0.1.0",
        description =
                "Train image classifiers the FixRes way: cheaply at a low resolution, then only the last layers at"
                        + " the higher test resolution.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:done; a followed experiment has completed and its evaluations are stored",
            ExitCodes.FAILED_TEXT,
            ExitCodes.USAGE_TEXT,
            ExitCodes.CANCELLED_TEXT,
            ExitCodes.INTERRUPTED_TEXT
        },
        footer = {
            "",
            "FIXRES_LOG=info (or debug) shows what the Kafka and S3 clients do; NO_COLOR=1 turns colours off.",
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            SubmitCommand.class,
            ListCommand.class,
            ShowCommand.class,
            WatchCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            ReproduceCommand.class,
            PullCommand.class,
            ReportCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            BenchCommand.class,
            RemoveCommand.class,
            ValidateCommand.class,
            RecipesCommand.class,
            DeadLetterCommand.class,
            UpCommand.class,
            CompletionCommand.class,
        })
public final class FixresCommand {
    private FixresCommand() {}

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new FixresCommand());
        listExitCodes(command);
        return command.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(FixresCommand::explain);
    }

    /** The help of every command lists its exit codes; those that state none have the usual ones. */
    private static void listExitCodes(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading(ExitCodes.HEADING);
            Map<String, String> codes = new LinkedHashMap<>();
            for (String text : List.of(ExitCodes.OK_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT)) {
                String[] parts = text.split(":", 2);
                codes.put(parts[0], parts[1]);
            }
            usage.exitCodeList(codes);
        }
        command.getSubcommands().values().forEach(FixresCommand::listExitCodes);
    }

    /** Errors that a user can cause or mend are said in one line; anything else is a fault of the program. */
    private static int explain(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UsageException
                || e instanceof MalformedDocumentException
                || e instanceof IllegalArgumentException) {
            command.getErr().println("fixres: " + e.getMessage());
            return ExitCodes.USAGE;
        }
        if (e instanceof StackFailedException
                || e instanceof StackRunningException
                || e instanceof BrokerUnavailableException
                || e instanceof StoreUnavailableException
                || e instanceof ObjectNotFoundException
                || e instanceof IllegalStateException) {
            command.getErr().println("fixres: " + e.getMessage());
            return ExitCodes.FAILED;
        }
        command.getErr().println("fixres: this should not happen; please report it with what follows");
        e.printStackTrace(command.getErr());
        return ExitCodes.FAILED;
    }
}
