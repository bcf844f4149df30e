package kinora.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The links of a Markdown document that lead nowhere: files that are not there, headings that nobody wrote.
final class Links {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```[^\\n]*$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    private Links() {}

    static List<String> dead(Path document, String text) {
        List<String> dead = new ArrayList<>();
        String prose = CODE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
        LINK.matcher(prose).results().map(match -> match.group(1)).forEach(link -> {
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(document, text, link)) {
                dead.add(link);
            }
        });
        return dead;
    }

    private static boolean leadsSomewhere(Path document, String text, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        if (!parts[0].isEmpty() && !Files.exists(target)) {
            return false;
        }
        return parts.length == 1
                || anchors(parts[0].isEmpty() ? text : House.read(target)).contains(parts[1]);
    }

    /// As code forges make them: lower case, no punctuation, blanks to hyphens.
    private static Set<String> anchors(String text) {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
