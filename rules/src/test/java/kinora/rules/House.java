package kinora.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rooms, from the ground floor up, and which rooms each one builds on. ARCHITECTURE.md draws the same list.
final class House {
    /// Floors from the ground up; a room builds only on floors below its own.
    static final List<List<String>> FLOORS = List.of(
            List.of("formats", "model", "sigv4", "http", "camera"),
            List.of("store", "producer"),
            List.of("ingest", "read", "playback"),
            List.of("api"),
            List.of("server"),
            List.of("cli", "testing"),
            List.of("e2e", "bench"),
            List.of("rules"));

    /// What each room names in its pom; it may also use what those build on.
    static final Map<String, Set<String>> BUILDS_ON = buildsOn();

    private static Map<String, Set<String>> buildsOn() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        for (String onNothing : FLOORS.getFirst()) {
            rooms.put(onNothing, Set.of());
        }
        rooms.put("store", Set.of("model"));
        rooms.put("producer", Set.of("formats", "sigv4"));
        rooms.put("ingest", Set.of("formats", "model", "store", "http"));
        rooms.put("read", Set.of("formats", "model", "store", "http"));
        rooms.put("playback", Set.of("formats", "model", "store", "http", "camera"));
        rooms.put("api", Set.of("model", "sigv4", "http", "store", "ingest", "read", "playback"));
        rooms.put("server", Set.of("api"));
        rooms.put("cli", Set.of("server", "producer", "camera"));
        rooms.put("testing", Set.of("server", "producer"));
        rooms.put("e2e", Set.of("cli", "testing"));
        rooms.put("bench", Set.of("cli", "testing"));
        rooms.put("rules", Set.of("e2e"));
        return rooms;
    }

    private House() {}

    /// A room and everything below it that it may use.
    static Set<String> within(String room) {
        Set<String> allowed = new TreeSet<>(Set.of(room));
        BUILDS_ON.getOrDefault(room, Set.of()).forEach(below -> allowed.addAll(within(below)));
        return allowed;
    }

    static int floorOf(String room) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(room)) {
                return floor;
            }
        }
        throw new IllegalArgumentException(room + " is no room of this house");
    }

    /// The room of a package such as `kinora.store.journal`, or null if it is none of ours.
    static @Nullable String roomOf(String packageName) {
        return packageName.startsWith("kinora.") ? packageName.split("\\.", -1)[1] : null;
    }

    /// The folder that holds all rooms.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("formats"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("started outside the project");
        }
        return folder;
    }

    /// The compiled classes of all rooms, without their tests.
    static final JavaClasses CLASSES = new ClassFileImporter().importPaths(classFolders());

    /// Built before the rules are, all but `bench`, which the rules do not wait for.
    private static List<Path> classFolders() {
        List<Path> folders = new ArrayList<>();
        for (String room : BUILDS_ON.keySet()) {
            Path classes = root().resolve(room).resolve("target/classes");
            if (Files.isDirectory(classes)) {
                folders.add(classes);
            } else if (hasSources(room) && !room.equals("bench")) {
                throw new IllegalStateException(room + " is not compiled: build with -am");
            }
        }
        return folders;
    }

    static boolean hasSources(String room) {
        return Files.isDirectory(root().resolve(room).resolve("src/main/java"));
    }

    static JavaClasses planted() {
        return new ClassFileImporter().importPackages("kinora.rules.planted");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
