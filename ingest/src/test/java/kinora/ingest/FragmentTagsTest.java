package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kinora.formats.MalformedMediaException;
import kinora.formats.mkv.Tags;
import kinora.ingest.FragmentTags.FragmentTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTagsTest {
    private static final byte[] TWO = FragmentTags.encode(
            List.of(new Tags.SimpleTag("Größe", "5 m²"), new Tags.SimpleTag("AWS_KINESISVIDEO_NOTIFICATION", "")));

    @Test
    void tagsReadBackInOrder() throws Exception {
        assertThat(FragmentTags.read(TWO).tags())
                .containsExactly(
                        new FragmentTag("Größe", "5 m²"), new FragmentTag("AWS_KINESISVIDEO_NOTIFICATION", ""));
        assertThat(FragmentTags.encode(List.of())).isEmpty();
        assertThat(FragmentTags.read(new byte[0]).tags()).isEmpty();
    }

    @Test
    void everyCut_isRefused() {
        for (int length = 1; length < TWO.length; length++) {
            byte[] cut = Arrays.copyOf(TWO, length);
            assertThatThrownBy(() -> FragmentTags.read(cut)).isInstanceOf(MalformedMediaException.class);
        }
        assertThatThrownBy(() -> FragmentTags.read(Arrays.copyOf(TWO, TWO.length + 1)))
                .hasMessageStartingWith("bytes follow the last tag");
        assertThatThrownBy(() -> FragmentTags.read(new byte[] {2}))
                .hasMessageStartingWith("tags of version 2 are not known");
    }

    /// Untrusted bytes end in tags or in a MalformedMediaException; nothing else.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void mutatedTagsAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] mutant = TWO.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            try {
                assertThat(FragmentTags.read(mutant).tags()).hasSizeLessThan(mutant.length);
            } catch (MalformedMediaException e) {
                assertThat(e.offsetBytes()).isBetween(0L, (long) mutant.length);
            }
        }
    }
}
