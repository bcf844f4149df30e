package kinora.playback.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<String> recent = new Recent<>(10, String::length);

    @Test
    void newValue_displacesWhatWasNotAskedForLongest_howeverOftenItWasBefore() {
        recent.put("a", "aaaaa");
        recent.put("b", "bbbbb");
        for (int i = 0; i < 100; i++) {
            assertThat(recent.get("b")).isEqualTo("bbbbb");
        }
        assertThat(recent.get("a")).isEqualTo("aaaaa");

        recent.put("c", "ccccc");

        assertThat(recent.get("a")).isEqualTo("aaaaa");
        assertThat(recent.get("b")).isNull();
        assertThat(recent.get("c")).isEqualTo("ccccc");
    }

    @Test
    void valuePutTwice_weighsOnce() {
        recent.put("a", "aaaa");
        recent.put("b", "bbbbb");
        recent.put("a", "AAAAA");

        assertThat(recent.get("a")).isEqualTo("AAAAA");
        assertThat(recent.get("b")).isEqualTo("bbbbb");
    }

    @Test
    void valueWithoutRoom_isNotKept() {
        recent.put("a", "aaaaaaaaaaa");

        assertThat(recent.get("a")).isNull();
    }
}
