package kinora.formats.codec;

import kinora.formats.bits.Bytes;

/// How a track's samples are announced to a player: what an MP4 sample entry or a playlist's CODECS says of them.
public sealed interface SampleFormat {
    /// The name that playlists and manifests use (RFC 6381), such as `avc1.64001f`, `mp4a.40.2` or `fLaC`.
    String codecs();

    /// Pictures. `configuration` is the payload of the `avcC` or `hvcC` box (ISO/IEC 14496-15, 5.3.3 and 8.3.3).
    ///
    /// @param reorderFrames how many frames may come between a frame and an earlier one that is shown after it
    /// @param framesPerSecond as the parameter sets say it; 0 where they do not
    record Video(
            VideoCodec codec,
            int width,
            int height,
            Bytes configuration,
            int reorderFrames,
            double framesPerSecond,
            String codecs)
            implements SampleFormat {
        public Video {
            if (width <= 0 || height <= 0 || reorderFrames < 0) {
                throw new IllegalArgumentException(width + "x" + height + ", reorder " + reorderFrames);
            }
        }
    }

    /// Sound. `configuration` is the AudioSpecificConfig (ISO/IEC 14496-3) of AAC, the STREAMINFO block without its
    /// header (RFC 9639, 8.2) of FLAC, empty for G.711.
    ///
    /// @param samplesPerPacket how many samples one packet holds; 0 where packets differ
    record Audio(
            AudioCodec codec, int sampleRate, int channels, int samplesPerPacket, Bytes configuration, String codecs)
            implements SampleFormat {
        public Audio {
            if (sampleRate <= 0 || channels <= 0 || samplesPerPacket < 0) {
                throw new IllegalArgumentException(sampleRate + " Hz, " + channels + " channels");
            }
        }
    }
}
