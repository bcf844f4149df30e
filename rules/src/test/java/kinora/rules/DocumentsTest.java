package kinora.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: the documents lead somewhere and leave nothing out. Method: read them beside what they speak of.
class DocumentsTest {
    private static final Pattern VARIABLE = Pattern.compile("\"(KINORA_[A-Z_]+)\"");

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(Sources.documents())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(Links.dead(document, House.read(document)))
                        .as("dead links in %s", Sources.nameOf(document))
                        .isEmpty());
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        Path folder = House.root().resolve("docs/adr");
        String list = House.read(folder.resolve("README.md"));
        try (Stream<Path> decisions = Files.list(folder)) {
            List<String> names = decisions
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .toList();
            assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
        }
    }

    @Test
    void everyRoomStandsInTheArchitecture() {
        String architecture = House.read(House.root().resolve("ARCHITECTURE.md"));
        assertThat(House.BUILDS_ON.keySet())
                .allSatisfy(room -> assertThat(architecture).contains("`" + room + "/`"));
    }

    /// Whoever adds a variable says what it does.
    @Test
    void everyVariableOfTheServerStandsInTheGuide() {
        String guide = House.read(House.root().resolve("docs/guide/operating.md"));
        Set<String> variables = new TreeSet<>();
        for (Path file : Sources.java()) {
            if (Sources.isMain(file)) {
                variables.addAll(VARIABLE.matcher(House.read(file))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(variables)
                .hasSizeGreaterThan(5)
                .allSatisfy(variable -> assertThat(guide).contains("`" + variable + "`"));
    }

    // ---- each rule bites

    @Test
    void plantedDeadLinks_areFound() {
        Path readme = House.root().resolve("README.md");
        String text = """
                # One heading
                [a](nowhere.md) [b](#one-heading) [c](#two) [d](https://example.org) `[e](x)`
                ```
                [f](y)
                ```
                [g](pom.xml)
                """;
        assertThat(Links.dead(readme, text)).containsExactly("nowhere.md", "#two");
    }
}
