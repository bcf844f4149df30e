package kinora.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// Goal: what is meant to be pure stays so, and each foreign library stays behind its own door.
class PurityTest {
    private static final String[] OUTSIDE_WORLD = {
        "java.nio.file..",
        "java.nio.channels..",
        "java.net..",
        "java.util.concurrent..",
        "java.time..",
        "java.sql..",
        "io.netty..",
        "org.slf4j.."
    };

    /// Formats are bytes in, values out: no file, socket, thread, clock or log.
    private static ArchRule touchesNoOutsideWorld(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE_WORLD);
    }

    private static ArchRule asksNoClock(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime");
    }

    @Test
    void formatsTouchNoOutsideWorld() {
        touchesNoOutsideWorld("kinora.formats..").check(House.CLASSES);
        asksNoClock("kinora.formats..").check(House.CLASSES);
    }

    @Test
    void modelDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("kinora.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..", "io.netty..", "org.slf4j..")
                .check(House.CLASSES);
        asksNoClock("kinora.model..").check(House.CLASSES);
    }

    /// Ingest takes Netty's buffers from its exchange, and the API its headers; no other room of the server sees Netty.
    @Test
    void nettyStaysBelowTheExchange() {
        staysIn("io.netty..", "kinora.http..", "kinora.ingest..", "kinora.api..", "kinora.bench..");
    }

    @Test
    void sqlStaysInTheStoreDatabases() {
        staysIn("java.sql..", "kinora.store.database..", "kinora.store.catalog..", "kinora.store.index..");
    }

    @Test
    void nativeMediaCodeStaysInTheCamera() {
        staysIn("org.bytedeco..", "kinora.camera..");
    }

    @Test
    void commandLineParsingStaysInTheCli() {
        staysIn("picocli..", "kinora.cli..", "kinora.bench..");
    }

    private static void staysIn(String foreign, String... homes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign)
                .check(House.CLASSES);
    }

    // ---- each rule bites

    @Test
    void plantedFile_isFound() {
        assertThat(touchesNoOutsideWorld("..planted.formats..")
                        .evaluate(House.planted())
                        .getFailureReport()
                        .getDetails())
                .isNotEmpty()
                .allMatch(line -> line.contains("java.nio.file.Path"));
    }

    @Test
    void plantedClock_isFound() {
        assertThat(asksNoClock("..planted.formats..")
                        .evaluate(House.planted())
                        .getFailureReport()
                        .getDetails())
                .singleElement()
                .asString()
                .contains("currentTimeMillis");
    }
}
