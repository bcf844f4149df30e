package kinora.formats.codec;

/// How pictures are coded.
public enum VideoCodec {
    H264("avc1"),
    H265("hvc1");

    private final String sampleEntry;

    VideoCodec(String sampleEntry) {
        this.sampleEntry = sampleEntry;
    }

    /// What MP4 calls the sample entry, parameter sets kept out of band.
    public String sampleEntry() {
        return sampleEntry;
    }
}
