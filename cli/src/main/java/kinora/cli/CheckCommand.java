package kinora.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kinora.store.StoreException;
import kinora.store.check.CheckReport;
import kinora.store.embedded.EmbeddedStore;
import kinora.store.embedded.StoreConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kinora check`: is everything that the store promised still there, and whole?
@Command(
        name = "check",
        description = "Read every fragment of a store whose server is stopped, and name what is damaged."
                + " Exit code 1 if anything is.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: " + Defaults.DATA + ").")
    private Path data = Defaults.dataFolder();

    @Option(
            names = "--master-key-file",
            paramLabel = "FILE",
            description = "The server's master key (default: beside the data folder).")
    private @Nullable Path masterKeyFile;

    @Override
    public Integer call() throws StoreException {
        StoreConfig config = StoreConfig.in(data);
        CheckReport report =
                EmbeddedStore.check(masterKeyFile == null ? config : config.withMasterKeyFile(masterKeyFile));
        PrintWriter out = spec.commandLine().getOut();
        report.problems().forEach(problem -> out.println(problem.what() + ": " + problem.explanation()));
        out.println(report.streams() + " streams, " + report.fragments() + " fragments, " + report.bytes() + " bytes: "
                + (report.isSound() ? "all whole" : report.problems().size() + " damaged"));
        return report.isSound() ? 0 : 1;
    }
}
