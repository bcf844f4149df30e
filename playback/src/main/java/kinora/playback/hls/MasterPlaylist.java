package kinora.playback.hls;

import java.util.Locale;
import kinora.formats.codec.SampleFormat;
import kinora.model.LimitsMode;
import org.jspecify.annotations.Nullable;

/// Writes a master playlist: one variant, the sound beside it. kvs-api 6.3.
///
/// @param video null for a stream of sound alone
/// @param audio null for a silent stream
/// @param muxed whether the sound is in the variant itself
/// @param bitsPerSecond of the busiest fragment looked at
record MasterPlaylist(
        SampleFormat.@Nullable Video video,
        SampleFormat.@Nullable Audio audio,
        boolean muxed,
        double framesPerSecond,
        long bitsPerSecond) {
    String write(HlsUris uris, LimitsMode limits) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:1\n");
        boolean apart = video != null && audio != null && !muxed;
        if (apart) {
            // AWS writes FORCED here; RFC 8216bis, 4.4.6.1 forbids it.
            text.append("#EXT-X-MEDIA:AUTOSELECT=YES,")
                    .append(limits == LimitsMode.AWS ? "FORCED=NO," : "")
                    .append("TYPE=AUDIO,URI=\"")
                    .append(uris.mediaPlaylist(2))
                    .append("\",GROUP-ID=\"audio\",DEFAULT=")
                    .append(limits == LimitsMode.AWS ? "NO" : "YES")
                    .append(",NAME=\"audio\"\n");
        }
        text.append("#EXT-X-STREAM-INF:CODECS=\"").append(codecs()).append('"');
        if (video != null) {
            text.append(",RESOLUTION=").append(video.width()).append('x').append(video.height());
            text.append(String.format(Locale.ROOT, ",FRAME-RATE=%.2f", framesPerSecond));
        }
        text.append(",BANDWIDTH=").append(bitsPerSecond);
        text.append(apart ? ",AUDIO=\"audio\"\n" : "\n");
        return text.append(uris.mediaPlaylist(1)).append('\n').toString();
    }

    private String codecs() {
        if (video == null) {
            return audio == null ? "" : audio.codecs();
        }
        return audio == null ? video.codecs() : video.codecs() + "," + audio.codecs();
    }
}
