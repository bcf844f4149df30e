package kinora.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Keeps `docs/reference/limits.md` what the table says. Run with `-Drecord` to write it anew.
class LimitsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "limits.md");

    @Test
    void pageSaysWhatTheTableSays() throws Exception {
        String page = page();
        if (System.getProperty("record") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("stale: run `mvn -pl model test -Drecord -Dtest=LimitsPageTest`")
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder text = new StringBuilder("# Limits\n\n"
                + "Made from `kinora.model.Limit` by a test. `limits: aws` keeps AWS's quotas to the letter; `relaxed`, the"
                + " default,\nhas bounds that only protect the machine.\n\n"
                + "| limit | aws | relaxed | unit | why |\n|---|---:|---:|---|---|\n");
        for (Limit limit : Limit.values()) {
            text.append("| ")
                    .append(limit.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(" | ")
                    .append(shown(limit.in(LimitsMode.AWS)))
                    .append(" | ")
                    .append(shown(limit.in(LimitsMode.RELAXED)))
                    .append(" | ")
                    .append(limit.unit())
                    .append(" | ")
                    .append(limit.reason())
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String shown(long value) {
        return value == Long.MAX_VALUE ? "none" : String.format(Locale.ROOT, "%,d", value);
    }
}
