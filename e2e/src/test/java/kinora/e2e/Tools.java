package kinora.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs that a test needs and the JDK does not bring.
public final class Tools {
    private Tools() {}

    /// The program's path. Without it the test is skipped, or fails where everything is supposed to be installed.
    public static String require(String program) {
        boolean present = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!present && "true".equals(System.getenv("CI"))) {
            fail("needs " + program + ", and CI=true allows no skip");
        }
        if (!present) {
            System.out.println("skipped: needs " + program);
        }
        Assumptions.assumeTrue(present, "skipped: needs " + program);
        return program;
    }
}
