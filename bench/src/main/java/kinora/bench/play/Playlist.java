package kinora.bench.play;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a player reads out of a playlist: in a master playlist `uris` are its media playlists, in a media playlist its
/// segments.
///
/// @param first media sequence number of the first segment
/// @param map the initialization segment
public record Playlist(List<URI> uris, long first, @Nullable URI map) {
    private static final Pattern URI_ATTRIBUTE = Pattern.compile("URI=\"([^\"]+)\"");
    private static final String SEQUENCE = "#EXT-X-MEDIA-SEQUENCE:";

    /// Reads one that was fetched `at` an address: what it names is relative to that.
    public static Playlist read(URI at, String text) {
        List<URI> uris = new ArrayList<>();
        URI map = null;
        long first = 0;
        for (String line : text.lines().toList()) {
            if (line.startsWith(SEQUENCE)) {
                first = Long.parseLong(line.substring(SEQUENCE.length()));
            } else if (line.startsWith("#EXT-X-MAP:") && map == null) {
                map = at.resolve(attribute(line));
            } else if (line.startsWith("#EXT-X-MEDIA:")) {
                uris.add(at.resolve(attribute(line)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                uris.add(at.resolve(line));
            }
        }
        return new Playlist(uris, first, map);
    }

    private static String attribute(String line) {
        Matcher found = URI_ATTRIBUTE.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("no URI in " + line);
        }
        return found.group(1);
    }
}
