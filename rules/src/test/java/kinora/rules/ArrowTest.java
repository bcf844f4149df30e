package kinora.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Goal: arrows only run down. Method: the list in [House] against the poms, and against what the classes really use.
class ArrowTest {
    @Test
    void everyRoomBuildsOnLowerFloorsOnly() {
        House.BUILDS_ON.forEach((room, below) -> assertThat(below)
                .as("what %s builds on", room)
                .allMatch(other -> House.floorOf(other) < House.floorOf(room)));
    }

    @Test
    void pomsNameExactlyWhatTheListSays() {
        House.BUILDS_ON.forEach((room, below) -> assertThat(
                        Arrows.roomsIn(House.read(House.root().resolve(room).resolve("pom.xml")), room))
                .as("dependencies in %s/pom.xml", room)
                .isEqualTo(new TreeSet<>(below)));
    }

    @Test
    void everyModuleIsARoom() {
        Set<String> modules = Pattern.compile("<module>([a-z0-9]+)</module>")
                .matcher(House.read(House.root().resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(modules).isEqualTo(House.BUILDS_ON.keySet());
    }

    @Test
    void classesUseOnlyWhatTheirRoomBuildsOn() {
        assertThat(forbidden(House.CLASSES, House::roomOf)).isEmpty();
    }

    @Test
    void roomsHaveNoCircles() {
        assertThat(Arrows.circles(Arrows.between(House.CLASSES, House::roomOf).keySet()))
                .isEmpty();
    }

    @Test
    void packagesOfARoomHaveNoCircles() {
        for (String room : House.BUILDS_ON.keySet()) {
            Map<String, String> arrows = Arrows.between(House.CLASSES, name -> isIn(room, name) ? name : null);
            assertThat(Arrows.circles(arrows.keySet()))
                    .as("circles in %s", room)
                    .isEmpty();
        }
    }

    @Test
    void everyRoomHoldsItsOwnPackagesOnly() {
        Set<String> strangers = House.CLASSES.stream()
                .map(type -> House.roomOf(type.getPackageName()) + " in " + type.getSource())
                .filter(where -> !where.contains("/" + where.substring(0, where.indexOf(' ')) + "/target/classes/"))
                .collect(Collectors.toSet());
        assertThat(strangers).isEmpty();
    }

    private static boolean isIn(String room, String packageName) {
        return packageName.equals("kinora." + room) || packageName.startsWith("kinora." + room + ".");
    }

    private static Set<String> forbidden(JavaClasses classes, Function<String, @Nullable String> roomOf) {
        Map<String, String> arrows = Arrows.between(classes, roomOf);
        Set<String> forbidden = new TreeSet<>();
        arrows.forEach((arrow, example) -> {
            String[] ends = arrow.split(" -> ", -1);
            if (!House.within(ends[0]).contains(ends[1])) {
                forbidden.add(arrow + ": " + example);
            }
        });
        return forbidden;
    }

    // ---- each rule bites

    @Test
    void plantedArrowUpwards_isFound() {
        Function<String, @Nullable String> pretend =
                name -> House.roomOf(name.replace("kinora.rules.planted", "kinora"));
        assertThat(forbidden(House.planted(), pretend))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("formats -> store: ");
    }

    @Test
    void plantedCircle_isFound() {
        Set<String> arrows = Arrows.between(House.planted(), name -> name).keySet();
        assertThat(Arrows.circles(arrows))
                .containsExactly(
                        "kinora.rules.planted.store.index -> kinora.rules.planted.store.journal",
                        "kinora.rules.planted.store.journal -> kinora.rules.planted.store.index");
    }
}
