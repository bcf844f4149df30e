package kinora.cli.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `~/.aws/credentials` and `~/.aws/config`: sections of `name = value`, nested (indented) lines are passed over.
record IniFile(Map<String, Map<String, String>> sections) {
    static IniFile parse(List<String> lines) {
        Map<String, Map<String, String>> sections = new HashMap<>();
        Map<String, String> section = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank()
                    || line.startsWith("#")
                    || line.startsWith(";")
                    || Character.isWhitespace(line.charAt(0))) {
                continue;
            }
            if (line.startsWith("[") && line.contains("]")) {
                String name = line.substring(1, line.indexOf(']')).strip();
                section = sections.computeIfAbsent(name, _ -> new HashMap<>());
            } else if (line.contains("=")) {
                int equals = line.indexOf('=');
                section.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new IniFile(sections);
    }

    Map<String, String> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }
}
