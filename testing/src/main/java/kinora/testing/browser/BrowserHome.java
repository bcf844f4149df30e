package kinora.testing.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The folder in which the browser's driver runs: our own scripts, and the players that npm brings once.
public final class BrowserHome {
    /// Programs that must be on the PATH; a test that finds one missing is skipped.
    public static final List<String> PROGRAMS = List.of("chromium", "node", "npm");

    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "drive.mjs", "probe.js", "player.html", "players.js");
    private static final long INSTALL_MINUTES_MAX = 3;

    private BrowserHome() {}

    /// Below the working folder's `target`, unless `kinora.browser.home` names another.
    private static Path folder() {
        return Path.of(System.getProperty("kinora.browser.home", "target/browser"))
                .toAbsolutePath();
    }

    /// Where a program is on the PATH: Playwright wants the browser's whole path.
    static Path program(String name) throws IOException {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no " + name + " on the PATH"));
    }

    /// The folder with everything in it.
    static synchronized Path prepare() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(folder());
        Path installed = folder.resolve("node_modules/.kinora-lock");
        for (String file : FILES) {
            copy(file, folder.resolve(file));
        }
        if (!Files.exists(installed) || Files.mismatch(installed, folder.resolve("package-lock.json")) >= 0) {
            install(folder);
            Files.copy(folder.resolve("package-lock.json"), installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    private static void copy(String file, Path to) throws IOException {
        try (InputStream resource = BrowserHome.class.getResourceAsStream(file)) {
            Files.copy(Objects.requireNonNull(resource, file), to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        npm.getOutputStream().close();
        boolean ended = npm.waitFor(INSTALL_MINUTES_MAX, TimeUnit.MINUTES);
        if (!ended || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm could not bring the players:\n" + Files.readString(log));
        }
    }
}
