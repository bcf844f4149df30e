package kinora.playback.remux;

import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.SampleFormats;

/// What becomes of sound that browsers cannot play as it was sent.
public enum Sound {
    /// G.711 stays G.711: what AWS puts into clips and DASH.
    AS_SENT,
    /// G.711 becomes FLAC, which loses nothing and which browsers play.
    AS_FLAC;

    SampleFormat of(SampleFormat format) {
        return this == AS_FLAC && format instanceof SampleFormat.Audio audio && isG711(audio.codec())
                ? SampleFormats.asFlac(audio)
                : format;
    }

    private static boolean isG711(AudioCodec codec) {
        return codec == AudioCodec.G711_ALAW || codec == AudioCodec.G711_MULAW;
    }
}
