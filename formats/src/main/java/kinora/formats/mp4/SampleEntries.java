package kinora.formats.mp4;

import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;

/// The `stsd` box: how a track's samples are to be decoded (ISO/IEC 14496-12, 8.5.2).
final class SampleEntries {
    private static final int COMPRESSOR_NAME_BYTES = 32;
    private static final long DPI_72 = 0x0048_0000;
    private static final int DEPTH_24 = 0x18;
    private static final int SAMPLE_BITS = 16;
    private static final int RATE_MAX = 0xFFFF;

    private final BoxSink box;
    private final ByteSink out;

    SampleEntries(BoxSink box) {
        this.box = box;
        this.out = box.out();
    }

    void write(Mp4Track track) {
        box.fullBox("stsd", 0, 0, () -> {
            out.u32(track.formats().size());
            track.formats().forEach(this::entry);
        });
    }

    private void entry(SampleFormat format) {
        if (format instanceof SampleFormat.Video video) {
            picture(video);
        } else if (format instanceof SampleFormat.Audio audio) {
            sound(audio);
        }
    }

    private void picture(SampleFormat.Video video) {
        box.box(video.codec().sampleEntry(), () -> {
            out.zeros(6).u16(1); // the data reference: this file
            out.zeros(16).u16(video.width()).u16(video.height());
            out.u32(DPI_72).u32(DPI_72).u32(0).u16(1);
            out.zeros(COMPRESSOR_NAME_BYTES).u16(DEPTH_24).u16(-1);
            configuration(video.codec() == VideoCodec.H264 ? "avcC" : "hvcC", video.configuration());
        });
    }

    private void configuration(String type, Bytes configuration) {
        box.box(type, () -> out.bytes(configuration.asByteBuffer()));
    }

    private void sound(SampleFormat.Audio audio) {
        box.box(nameOf(audio.codec()), () -> {
            out.zeros(6).u16(1);
            out.zeros(8).u16(audio.channels()).u16(SAMPLE_BITS).u32(0);
            out.u32((long) expressible(audio.sampleRate()) << 16);
            decoderOf(audio);
        });
    }

    /// The field has 16 bits; a rate beyond them is given as the greatest whole division that fits.
    private static int expressible(int sampleRate) {
        int divisor = 1;
        while (sampleRate / divisor > RATE_MAX || sampleRate % divisor != 0) {
            divisor++;
        }
        return sampleRate / divisor;
    }

    private static String nameOf(AudioCodec codec) {
        return switch (codec) {
            case AAC -> "mp4a";
            case FLAC -> "fLaC";
            case G711_ALAW -> "alaw";
            case G711_MULAW -> "ulaw";
        };
    }

    private void decoderOf(SampleFormat.Audio audio) {
        switch (audio.codec()) {
            case AAC -> new Descriptors(box).esds(audio.configuration());
            case FLAC -> dfla(audio.configuration());
            case G711_ALAW, G711_MULAW -> {
                // the entry's name says all
            }
        }
    }

    /// "Encapsulation of FLAC in ISO Base Media File Format", 3.3.2: the metadata blocks, STREAMINFO alone and last.
    private void dfla(Bytes streamInfo) {
        int lastBlock = 0x80;
        box.fullBox(
                "dfLa", 0, 0, () -> out.u8(lastBlock).u24(streamInfo.length()).bytes(streamInfo.asByteBuffer()));
    }
}
