package kinora.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kinora.model.FragmentNumber;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import org.junit.jupiter.api.Test;

/// Whatever stands on disk is read or refused; nothing else happens.
final class DiskBytesFuzzTest {
    @FuzzTest(maxDuration = "5s")
    void anyBytesAreAHeaderOrNone(byte[] input) {
        RecordHeader header = RecordHeader.read(ByteBuffer.wrap(input), 0);
        if (header != null) {
            assertThat(header.payloadBytes()).isBetween(1, RecordHeader.PAYLOAD_BYTES_MAX);
        }
        SegmentHeader.read(ByteBuffer.wrap(input));
    }

    @FuzzTest(maxDuration = "5s")
    void anyBytesAreACommitRecordOrRefused(byte[] input) {
        try {
            CommitRecord record = CommitRecord.read(input, 1, 1);
            assertThat(record.number().sequence()).isEqualTo(1);
        } catch (CorruptFragmentException e) {
            assertThat(e).hasMessageContaining("makes no sense");
        }
    }

    @FuzzTest(maxDuration = "5s")
    void aWrittenCommitRecordReadsBack(FuzzedDataProvider data) throws CorruptFragmentException {
        List<RecordLocation> extents = new ArrayList<>();
        int count = data.consumeInt(0, 20);
        for (int i = 0; i < count; i++) {
            extents.add(new RecordLocation(
                    data.consumeLong(), data.consumeLong(4_096, Long.MAX_VALUE), data.consumeInt(1, 1 << 20)));
        }
        CommitRecord record = new CommitRecord(
                new FragmentNumber(7, data.consumeLong(0, Long.MAX_VALUE), data.consumeInt(0, (1 << 28) - 1)),
                new FragmentStart(data.consumeLong(), data.consumeLong()),
                end(data),
                data.consumeLong(),
                new byte[16],
                new RecordLocation(3, data.consumeLong(4_096, Long.MAX_VALUE), data.consumeInt(1, 1 << 20)),
                extents);
        CommitRecord read = CommitRecord.read(record.toBytes(), 7, 3);
        assertThat(read).usingRecursiveComparison().isEqualTo(record);
    }

    private static FragmentEnd end(FuzzedDataProvider data) {
        int frames = data.consumeInt(0, Integer.MAX_VALUE);
        return new FragmentEnd(
                data.consumeLong(0, Long.MAX_VALUE),
                data.consumeLong(0, Long.MAX_VALUE),
                frames,
                data.consumeInt(0, frames),
                data.consumeLong(0, Long.MAX_VALUE),
                data.consumeBytes(100),
                data.consumeBytes(100));
    }

    /// The same without a fuzzer: a valid record with a few bytes changed, cut or repeated, ten thousand times.
    @Test
    void mutatedCommitRecordsAreReadOrRefused() {
        Random random = new Random(42);
        byte[] valid = new CommitRecord(
                        new FragmentNumber(7, 1_800_000_000_000L, 99),
                        new FragmentStart(0, 1),
                        new FragmentEnd(2_000, 33, 60, 2, 30_000, new byte[20], new byte[200]),
                        500_000,
                        new byte[16],
                        new RecordLocation(3, 4_096, 300),
                        List.of(new RecordLocation(3, 8_192, 1_000), new RecordLocation(2, 8_192, 1_000)))
                .toBytes();
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] mutated = Arrays.copyOf(valid, 1 + random.nextInt(valid.length + 10));
            for (int j = 0; j < 1 + random.nextInt(4); j++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                CommitRecord.read(mutated, 7, 3);
            } catch (CorruptFragmentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(5_000, 9_999);
    }
}
