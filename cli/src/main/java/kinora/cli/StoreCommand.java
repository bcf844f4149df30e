package kinora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kinora.cli.aws.ClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kinora store`: what an operator tells a store.
@Command(name = "store", description = "Tell a store what only its operator can know.")
final class StoreCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// Asks the running server through a file in its folder: whoever may write there may decide this.
    @Command(
            name = "accept-clock",
            description = "Say that the machine's clock is right, so that a store that doubts it expires media again.")
    void acceptClock(
            @Option(names = "--data", paramLabel = "DIR", required = true, description = "The server's data folder.")
                    Path data)
            throws IOException {
        if (!Files.exists(data.resolve("catalog.db"))) {
            throw new ClientException("There is no store in " + data + ".");
        }
        Files.write(data.resolve("accept-clock"), new byte[0]);
        spec.commandLine().getOut().println("The server takes note within a minute, or at its next start.");
    }
}
