package kinora.cli;

import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/// The program `kinora`: one verb a subcommand. Exit codes: 0 done, 1 it failed, 2 it was called wrongly.
@Command(
        name = "kinora",
        description = "Kinesis Video Streams that you run yourself.",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            StreamsCommand.class,
            PutCommand.class,
            GetCommand.class,
            TailCommand.class,
            FragmentsCommand.class,
            ClipCommand.class,
            ImageCommand.class,
            DoctorCommand.class,
            PlayCommand.class,
            CameraCommand.class,
            TimelineCommand.class,
            CheckCommand.class,
            StoreCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "  test         Build everything and run all tests (the ./kinora script does this).",
            "",
            "Options of a verb: kinora help VERB."
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::explain)
                .setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            line.usage(System.out);
            return 0;
        }
        return line.execute(arguments);
    }

    /// One sentence; whoever wants the stack trace asks for it.
    private static int explain(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        err.println("kinora: " + sentence(failure));
        if (System.getenv("KINORA_STACKTRACE") != null) {
            failure.printStackTrace(err);
        }
        return 1;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
            return "The server cannot be reached: is it running, and is --endpoint right?";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
