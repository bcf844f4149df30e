package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kinora demo` as a person sees it: fragments are told of, its lines can be pasted, Ctrl-C leaves nothing behind.
@Timeout(120)
class DemoTest {
    @TempDir
    Path folder;

    @Test
    void fragmentsAreTold_pastedLinesWork_andInterruptCleansUp() throws Exception {
        Tools.require("aws");
        Tools.require("bash");
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-ea",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kinora.cli.Main",
                        "demo")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = readUntilSecondFragment(lines);
            for (String command : commands(said)) {
                Program pasted = Program.run(
                        Map.of("AWS_PAGER", "", "AWS_EC2_METADATA_DISABLED", "true"),
                        List.of("bash", "-c", "cd " + folder + "; " + exports(said) + command));
                assertThat(pasted.output()).as(command).isNotBlank();
            }
            assertThat(Files.size(folder.resolve("demo.mkv"))).isGreaterThan(10_000);
            demo.destroy();
            assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**kinora-demo*");
    }

    private static List<String> readUntilSecondFragment(BufferedReader lines) throws Exception {
        List<String> said = new ArrayList<>();
        int fragments = 0;
        while (fragments < 2) {
            String line = lines.readLine();
            assertThat(line).as("the demo ended; it said %s", said).isNotNull();
            said.add(String.valueOf(line));
            if (String.valueOf(line).contains("PERSISTED +")) {
                fragments++;
            }
        }
        return said;
    }

    private static List<String> commands(List<String> said) {
        List<String> commands = said.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("aws "))
                .toList();
        assertThat(commands).hasSize(4);
        return commands;
    }

    private static String exports(List<String> said) {
        return String.join(
                "",
                said.stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("export "))
                        .map(line -> line + "; ")
                        .toList());
    }
}
