package kinora.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Block;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;
import kinora.formats.mkv.Tags;
import kinora.formats.mkv.Track;
import org.junit.jupiter.api.Test;

class FragmentWriterTest {
    private static final Track VIDEO = Track.video(1, "V_MPEG4/ISO/AVC", Bytes.of(new byte[] {1, 66}), 640, 360);
    private static final Track AUDIO = Track.audio(2, "A_AAC", Bytes.of(new byte[] {0x11, (byte) 0x88}), 48_000, 1);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();

    @Test
    void eachKeyFrameOfTheVideo_beginsAFragment() throws Exception {
        FragmentWriter writer = new FragmentWriter(List.of(VIDEO, AUDIO), 0, this::keep);
        writer.write(frame(1, 10_000, true));
        writer.write(frame(2, 10_005, true));
        writer.write(frame(1, 10_033, false));
        writer.write(frame(1, 12_000, true));
        writer.write(frame(2, 11_990, true));
        assertThat(events())
                .containsExactly(
                        "tracks 1 2",
                        "cluster 10000",
                        "block 1 10000 key",
                        "block 2 10005 key",
                        "block 1 10033",
                        "cluster 12000",
                        "block 1 12000 key",
                        "block 2 11990 key");
        assertThat(writes).as("one HTTP chunk a frame").hasSize(5);
    }

    @Test
    void framesBeforeTheFirstKeyFrame_areLeftOut() throws Exception {
        FragmentWriter writer = new FragmentWriter(List.of(VIDEO, AUDIO), 0, this::keep);
        assertThat(writer.write(frame(2, 0, true))).isFalse();
        assertThat(writer.write(frame(1, 0, false))).isFalse();
        assertThat(writes).isEmpty();
        assertThat(writer.write(frame(1, 33, true))).isTrue();
        assertThat(events()).containsExactly("tracks 1 2", "cluster 33", "block 1 33 key");
    }

    @Test
    void relativeTimecodes_countFromTheStart() throws Exception {
        FragmentWriter writer = new FragmentWriter(List.of(VIDEO), 1_795_342_198_000L, this::keep);
        writer.write(frame(1, 1_795_342_198_000L, true));
        writer.write(frame(1, 1_795_342_200_000L, true));
        assertThat(events()).contains("cluster 0", "cluster 2000", "block 1 2000 key");
        assertThatThrownBy(() -> writer.write(frame(1, 1_795_342_197_999L, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void audioAlone_isCutAfterTwoSeconds() throws Exception {
        FragmentWriter writer = new FragmentWriter(List.of(AUDIO), 0, this::keep);
        for (int ms = 0; ms < 4_500; ms += 500) {
            writer.write(frame(2, ms, true));
        }
        assertThat(events())
                .filteredOn(event -> event.startsWith("cluster"))
                .containsExactly("cluster 0", "cluster 2000", "cluster 4000");
    }

    @Test
    void tags_standBehindTheFragmentTheyBelongTo() throws Exception {
        FragmentWriter writer = new FragmentWriter(List.of(VIDEO), 0, this::keep);
        writer.write(frame(1, 0, true));
        writer.tag("door", "open");
        writer.tag("light", "off");
        writer.write(frame(1, 33, false));
        writer.write(frame(1, 1_000, true));
        writer.tag("door", "shut");
        writer.endFragment();
        writer.endFragment();
        assertThat(writer.write(frame(1, 1_033, false))).isFalse();
        writer.write(frame(1, 2_000, true));
        assertThat(events())
                .containsExactly(
                        "tracks 1",
                        "cluster 0",
                        "block 1 0 key",
                        "block 1 33",
                        "tags door=open light=off",
                        "cluster 1000",
                        "block 1 1000 key",
                        "tags door=shut",
                        "tags AWS_KINESISVIDEO_END_OF_FRAGMENT=",
                        "cluster 2000",
                        "block 1 2000 key");
    }

    private void keep(ByteBuffer... buffers) {
        int before = written.size();
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            written.writeBytes(bytes);
        }
        writes.add(written.size() - before);
    }

    private List<String> events() throws Exception {
        List<String> events = new ArrayList<>();
        MkvParser parser = new MkvParser(MkvLimits.DEFAULT, new EventTexts(events));
        parser.push(ByteBuffer.wrap(written.toByteArray()));
        return events;
    }

    private static MediaFrame frame(long track, long timestampMs, boolean key) {
        return new MediaFrame(track, timestampMs, key, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    private record EventTexts(List<String> events) implements MkvEvents {
        @Override
        public void tracks(List<Track> tracks, long offset, long end) {
            StringBuilder text = new StringBuilder("tracks");
            tracks.forEach(track -> text.append(' ').append(track.number()));
            events.add(text.toString());
        }

        @Override
        public void clusterTimestamp(long ticks) {
            events.add("cluster " + ticks);
        }

        @Override
        public void block(Block block) {
            assertThat(block.payloadBytes()).isEqualTo(3);
            events.add(
                    "block " + block.trackNumber() + " " + block.timestampTicks() + (block.keyFrame() ? " key" : ""));
        }

        @Override
        public void tags(Tags tags, long offset, long end) {
            StringBuilder text = new StringBuilder("tags");
            tags.simpleTags()
                    .forEach(tag ->
                            text.append(' ').append(tag.name()).append('=').append(tag.text()));
            events.add(text.toString());
        }
    }
}
