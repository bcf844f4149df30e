package kinora.ingest.doctor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.digest.DigestBuilder;
import kinora.formats.mkv.Track;
import kinora.model.FragmentNumber;
import kinora.store.FragmentInfo;

/// A stream to be examined: sound in every way, until a test makes it ill.
final class Patient {
    static final long START_MS = 1_795_342_000_000L;

    private static final String SPS = "6742c00dd901519e226c04400000fa40003a9803c50a92";
    private static final String PPS = "68cb83cb20";
    private static final Bytes AVCC = bytes("0142c00dffe10017" + SPS + "010005" + PPS);
    private static final Bytes LC_48_KHZ = bytes("1190");
    private static final int FRAME_BYTES = 100;

    Track video = Track.video(1, "V_MPEG4/ISO/AVC", AVCC, 322, 182);
    Track audio = Track.audio(2, "A_AAC", LC_48_KHZ, 48_000, 2);
    byte[] keyFrame = HexFormat.of().parseHex("0000000965888409f262aabbcc");
    byte[] packet = HexFormat.of().parseHex("2110049080001c");
    boolean beginsWithKey = true;
    boolean reordered;
    int packets = 94;
    double packetMs = 1024 / 48.0;
    long soundLateMs;
    long fragmentMs = 2_000;
    IntToLongFunction gapMs = i -> 0;
    long producerStartMs = START_MS;
    long serverStartMs = START_MS + 2_100;

    static Bytes bytes(String hex) {
        return Bytes.of(HexFormat.of().parseHex(hex));
    }

    static byte[] annexBKeyFrame() {
        return HexFormat.of().parseHex("00000001" + SPS + "000001" + PPS + "00000165888409f262aabbcc");
    }

    Verdict verdict() throws MalformedMediaException {
        List<FragmentFacts> fragments = new ArrayList<>();
        long beginMs = producerStartMs;
        for (int i = 0; i < 5; i++) {
            beginMs += gapMs.applyAsLong(i);
            fragments.add(fragment(i, beginMs));
            beginMs += fragmentMs;
        }
        Map<Integer, ByteBuffer> frames = new HashMap<>();
        frames.put(0, ByteBuffer.wrap(keyFrame));
        frames.put(1, ByteBuffer.wrap(packet));
        return new Exam(List.of(video, audio), fragments, frames, true).verdict();
    }

    /// The codes of everything that is not as it should be.
    String codes() throws MalformedMediaException {
        return verdict().findings().stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .map(Finding::code)
                .collect(Collectors.joining(" "));
    }

    private FragmentFacts fragment(int index, long beginMs) throws MalformedMediaException {
        FragmentNumber number = new FragmentNumber(index, serverStartMs + index * fragmentMs, 0);
        long stepMs = fragmentMs / 50;
        FragmentInfo info = new FragmentInfo(
                number, index, beginMs, 0, fragmentMs - stepMs, stepMs, 50_000, 50 + packets, 7, 1, 40_000);
        DigestBuilder digest = new DigestBuilder(new long[] {1, 2});
        long offset = 0;
        for (int i = 0; i < 50; i++) {
            int shown = reordered && i > 0 && i < 49 ? i + (i % 2 == 1 ? 1 : -1) : i;
            digest.frame(0, shown * stepMs, i == 0 && beginsWithKey, offset, FRAME_BYTES);
            offset += FRAME_BYTES;
        }
        for (int i = 0; i < packets; i++) {
            digest.frame(1, soundLateMs + Math.round(i * packetMs), true, offset, FRAME_BYTES);
            offset += FRAME_BYTES;
        }
        return FragmentFacts.of(info, digest.toByteArray());
    }
}
