package kinora.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {
    /// 2.17 Mbit/s for 2 s, with 2 % for Matroska and HTTP around the frames.
    @Test
    void cameraSendsTheBitRateThatIsSaid() {
        Template camera = new Template(MediaShape.camera(), false);
        assertThat(camera.packets()).hasSize(60 + 94);
        assertThat(camera.payloadBytes()).isBetween(542_500L - 3_000, 542_500L + 8_000);
    }

    @Test
    void packetsAreInTheOrderOfTheirTime() {
        assertThat(new Template(MediaShape.camera(), false).packets())
                .isSortedAccordingTo((a, b) -> Long.compare(a.dueNs(), b.dueNs()));
    }

    @Test
    void timecodeOfAFragmentIsInItsFirstPacketOnly() {
        for (MediaShape shape : new MediaShape[] {MediaShape.camera(), MediaShape.bytes(), MediaShape.idle()}) {
            Template template = new Template(shape, false);
            assertThat(template.packets().get(0).timecodeAt()).hasSize(8);
            assertThat(template.packets().stream().skip(1)).allMatch(packet -> packet.patchedBytes() == 0);
        }
    }

    @Test
    void chunksOfOneByte_holdOneByte() {
        Packet packet = new Template(MediaShape.bytes(), false).packets().get(0);
        assertThat(packet.wire().readableBytes() % 6).isZero();
        assertThat(packet.wire().getByte(0)).isEqualTo((byte) '1');
    }
}
