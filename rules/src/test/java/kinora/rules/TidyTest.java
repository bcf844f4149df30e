package kinora.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import kinora.rules.MethodLengths.MethodLength;
import org.junit.jupiter.api.Test;

/// Goal: the numbers to live by, kept by our own sources. Method: read and parse every file that people write.
class TidyTest {
    private static final int METHOD_LINES_MAX = 70;
    private static final int FILE_LINES_MAX = 500;
    private static final int FILE_LINES_MEDIAN = 60;
    private static final int METHOD_LINES_MEDIAN = 5;
    private static final int METHOD_LINES_P90 = 20;

    /// Split, so that this file does not name what it looks for.
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final Pattern WORKPLACE = Pattern.compile("(?<![\\w.])/wo" + "rk(?![\\w])|\\.\\./sha" + "red\\b");
    private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\.(out|err)\\b");

    /// Rooms that talk to a person at a terminal.
    private static final Set<String> TERMINAL_ROOMS = Set.of("cli", "bench");

    private static final List<MethodLength> METHODS = MethodLengths.of(Sources.java());

    @Test
    void noMethodIsOver70Lines() {
        assertThat(tooLong(METHODS)).isEmpty();
    }

    private static List<String> tooLong(List<MethodLength> methods) {
        return methods.stream()
                .filter(method -> method.lines() > METHOD_LINES_MAX)
                .map(method -> method.file() + ": " + method.name() + " has " + method.lines() + " lines")
                .toList();
    }

    @Test
    void noFileIsOver500Lines() {
        assertThat(Sources.java())
                .allSatisfy(file ->
                        assertThat(linesOf(file)).as(Sources.nameOf(file)).isLessThanOrEqualTo(FILE_LINES_MAX));
    }

    private static long linesOf(Path file) {
        return House.read(file).lines().count();
    }

    @Test
    void filesAndMethodsAreShortOnTheWhole() {
        long[] files = sorted(Sources.java().stream().filter(Sources::isMain).mapToLong(TidyTest::linesOf));
        long[] methods = sorted(METHODS.stream()
                .filter(method -> method.file().contains("/src/main/"))
                .mapToLong(MethodLength::lines));
        assertThat(files[files.length / 2]).as("median file").isLessThanOrEqualTo(FILE_LINES_MEDIAN);
        assertThat(methods[methods.length / 2]).as("median method").isLessThanOrEqualTo(METHOD_LINES_MEDIAN);
        assertThat(methods[methods.length * 9 / 10]).as("p90 of methods").isLessThanOrEqualTo(METHOD_LINES_P90);
    }

    private static long[] sorted(LongStream values) {
        return values.sorted().toArray();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (Path file : Sources.java()) {
            if (!file.endsWith("module-info.java") && !isMarked(file.resolveSibling("package-info.java"))) {
                unmarked.add(Sources.nameOf(file));
            }
        }
        assertThat(unmarked).isEmpty();
    }

    /// Tests share the package, and so its page, with the code that they test.
    private static boolean isMarked(Path page) {
        return isPage(page) || isPage(Path.of(page.toString().replace("/src/test/", "/src/main/")));
    }

    private static boolean isPage(Path file) {
        return Files.exists(file) && isPage(House.read(file));
    }

    private static boolean isPage(String text) {
        return text.startsWith("///") && text.contains("\n@NullMarked\npackage ");
    }

    @Test
    void onlyTerminalRoomsWriteToTheConsole() {
        assertThat(Sources.java())
                .filteredOn(Sources::isMain)
                .filteredOn(file -> !TERMINAL_ROOMS.contains(
                        House.root().relativize(file).getName(0).toString()))
                .allSatisfy(file ->
                        assertThat(House.read(file)).as(Sources.nameOf(file)).doesNotContainPattern(CONSOLE));
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(Sources.all())
                .allSatisfy(file ->
                        assertThat(House.read(file)).as(Sources.nameOf(file)).doesNotContainPattern(LEFT_FOR_LATER));
    }

    @Test
    void nothingNamesThePlaceItWasWrittenIn() {
        assertThat(Sources.all())
                .allSatisfy(file ->
                        assertThat(House.read(file)).as(Sources.nameOf(file)).doesNotContainPattern(WORKPLACE));
    }

    // ---- each rule bites

    @Test
    void plantedLongMethod_isFound() {
        String body = "        f();\n".repeat(METHOD_LINES_MAX - 1);
        assertThat(tooLong(MethodLengths.of("A.java", "class A {\n    void f() {\n" + body + "    }\n}\n")))
                .containsExactly("A.java: f has 71 lines");
    }

    @Test
    void plantedLambdaAndInnerClass_areCountedWhereTheyStand() {
        String source = "class A {\n  Runnable r = new Runnable() {\n    public void run() {\n    }\n  };\n}\n";
        assertThat(MethodLengths.of("A.java", source)).containsExactly(new MethodLength("A.java", "run", 2));
    }

    @Test
    void plantedWords_areFound() {
        assertThat("// TO" + "DO: later").containsPattern(LEFT_FOR_LATER);
        assertThat("see /wo" + "rk/notes.md").containsPattern(WORKPLACE);
        assertThat("see ../sha" + "red/notes.md").containsPattern(WORKPLACE);
        assertThat("System.err.println(x)").containsPattern(CONSOLE);
        assertThat("a /workload or the network/work").doesNotContainPattern(WORKPLACE);
    }

    @Test
    void plantedUnmarkedPackage_isFound() {
        assertThat(isPage("package kinora.x;\n")).isFalse();
        assertThat(isPage("/// Says it.\npackage kinora.x;\n")).isFalse();
    }
}
