package kinora.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which parts use which, read from compiled classes.
final class Arrows {
    private static final Pattern ROOM = Pattern.compile("[+-]? *<artifactId>kinora-([a-z0-9]+)</artifactId>");

    private Arrows() {}

    /// Every use of one part by another, as `from -> to`, with one class-level example each.
    static Map<String, String> between(JavaClasses classes, Function<String, @Nullable String> partOf) {
        Map<String, String> arrows = new TreeMap<>();
        for (JavaClass from : classes) {
            for (Dependency use : from.getDirectDependenciesFromSelf()) {
                String source = partOf.apply(from.getPackageName());
                String target = partOf.apply(use.getTargetClass().getPackageName());
                if (source != null && target != null && !source.equals(target)) {
                    arrows.putIfAbsent(source + " -> " + target, use.getDescription());
                }
            }
        }
        return arrows;
    }

    /// The arrows that lie on a circle.
    static Set<String> circles(Set<String> arrows) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (String arrow : arrows) {
            String[] ends = arrow.split(" -> ", -1);
            uses.computeIfAbsent(ends[0], _ -> new TreeSet<>()).add(ends[1]);
        }
        Set<String> circular = new TreeSet<>();
        for (String arrow : arrows) {
            String[] ends = arrow.split(" -> ", -1);
            if (reachable(uses, ends[1], new TreeSet<>()).contains(ends[0])) {
                circular.add(arrow);
            }
        }
        return circular;
    }

    private static Set<String> reachable(Map<String, Set<String>> uses, String from, Set<String> seen) {
        Predicate<String> isNew = seen::add;
        uses.getOrDefault(from, Set.of()).stream().filter(isNew).forEach(next -> reachable(uses, next, seen));
        return seen;
    }

    /// The rooms that a pom names as dependencies, the room itself left out.
    static Set<String> roomsIn(String pom, String self) {
        Set<String> rooms = new TreeSet<>();
        Matcher matcher = ROOM.matcher(pom);
        while (matcher.find()) {
            rooms.add(matcher.group(1));
        }
        rooms.remove(self);
        return rooms;
    }
}
