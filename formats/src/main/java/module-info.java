import org.jspecify.annotations.NullMarked;

@NullMarked
module kinora.formats {
    requires static transitive org.jspecify;

    exports kinora.formats;
    exports kinora.formats.bits;
    exports kinora.formats.codec;
    exports kinora.formats.codec.aac;
    exports kinora.formats.codec.flac;
    exports kinora.formats.codec.h264;
    exports kinora.formats.codec.h265;
    exports kinora.formats.codec.nal;
    exports kinora.formats.codec.pcm;
    exports kinora.formats.digest;
    exports kinora.formats.mkv;
    exports kinora.formats.mp4;
    exports kinora.formats.mpegts;
}
