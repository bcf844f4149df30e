package kinora.playback.clip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinora.formats.codec.SampleFormat;
import kinora.formats.mp4.Mp4Track;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.playback.remux.Playable;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.Segments;
import kinora.store.FragmentInfo;
import kinora.store.StoreException;

/// The tracks of a clip, pictures first, each with all formats that its fragments have: a camera may change its
/// configuration, or add sound, in the middle.
final class ClipTracks {
    private final Map<Long, Playable> playables = new HashMap<>();
    private final List<SampleFormat> video = new ArrayList<>();
    private final List<SampleFormat> audio = new ArrayList<>();
    private int audioTimescale;
    private int videoTimescale;
    private boolean unchanged = true;

    /// Throws [ApiException] where a track cannot be played.
    static ClipTracks of(Segments segments, Stream stream, List<FragmentInfo> fragments)
            throws StoreException, InterruptedException {
        ClipTracks tracks = new ClipTracks();
        for (FragmentInfo fragment : fragments) {
            if (!tracks.playables.containsKey(fragment.headerId())) {
                tracks.add(fragment.headerId(), segments.playable(stream, fragment));
            }
        }
        return tracks;
    }

    private void add(long headerId, Playable playable) {
        playables.put(headerId, playable);
        for (PlayableTrack track : playable.tracks()) {
            List<SampleFormat> formats = track.isVideo() ? video : audio;
            if (!formats.contains(track.format())) {
                formats.add(track.format());
            }
            if (formats.size() > Mp4Track.FORMATS_MAX) {
                throw new ApiException(
                        ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE, "The span changes its codec configuration too often.");
            }
            unchanged &= track.isUnchanged();
            noteTimescale(track);
        }
    }

    private void noteTimescale(PlayableTrack track) {
        if (track.isVideo()) {
            videoTimescale = track.timescale();
        } else if (audioTimescale == 0) {
            audioTimescale = track.timescale();
        }
    }

    /// Whether all samples are stored as they go out, so that no media need be read to know their sizes.
    boolean isUnchanged() {
        return unchanged;
    }

    List<Mp4Track> mp4() {
        List<Mp4Track> tracks = new ArrayList<>();
        if (!video.isEmpty()) {
            tracks.add(new Mp4Track(1, videoTimescale, video));
        }
        if (!audio.isEmpty()) {
            tracks.add(new Mp4Track(1 + tracks.size(), audioTimescale, audio));
        }
        return tracks;
    }

    /// What is played of a fragment.
    List<PlayableTrack> in(FragmentInfo fragment) {
        Playable playable = playables.get(fragment.headerId());
        if (playable == null) {
            throw new IllegalArgumentException("a fragment of another clip");
        }
        return playable.tracks();
    }

    /// Index into [#mp4()].
    int indexOf(PlayableTrack track) {
        return track.isVideo() || video.isEmpty() ? 0 : 1;
    }

    /// Which format of its track it has, counted from 1.
    int descriptionOf(PlayableTrack track) {
        return 1 + (track.isVideo() ? video : audio).indexOf(track.format());
    }

    int timescaleOf(PlayableTrack track) {
        return track.isVideo() ? videoTimescale : audioTimescale;
    }
}
