package kinora.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.model.FragmentNumber;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;

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
                new FragmentEnd(
                        data.consumeLong(0, Long.MAX_VALUE),
                        data.consumeInt(0, Integer.MAX_VALUE),
                        data.consumeBytes(100),
                        data.consumeBytes(100)),
                data.consumeLong(),
                new byte[16],
                new RecordLocation(3, data.consumeLong(4_096, Long.MAX_VALUE), data.consumeInt(1, 1 << 20)),
                extents);
        CommitRecord read = CommitRecord.read(record.toBytes(), 7, 3);
        assertThat(read).usingRecursiveComparison().isEqualTo(record);
    }
}
