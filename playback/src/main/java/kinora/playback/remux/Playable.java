package kinora.playback.remux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.CodecException;
import kinora.formats.codec.FrameForm;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.SampleFormats;
import kinora.formats.mkv.Track;
import kinora.formats.mp4.Mp4Track;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;

/// The tracks of a stream that players get: the first of pictures, then the first of sound.
public record Playable(List<PlayableTrack> tracks) {
    public Playable {
        tracks = List.copyOf(tracks);
    }

    /// Gives the first key frame of a track, by its index in the header; null where the fragment has none.
    public interface FirstFrames {
        @Nullable ByteBuffer of(int trackIndex) throws StoreException;
    }

    /// Throws [ApiException] as AWS does where a track cannot be played. In relaxed mode pictures are played without
    /// sound that no player knows.
    public static Playable of(TrackHeader header, FirstFrames firstFrames, Sound sound, LimitsMode mode)
            throws StoreException {
        List<Track> sources = TrackList.of(header);
        List<PlayableTrack> tracks = new ArrayList<>();
        int video = first(sources, Track.TYPE_VIDEO);
        if (video >= 0) {
            tracks.add(track(1, video, sources, firstFrames, sound));
        }
        int audio = first(sources, Track.TYPE_AUDIO);
        if (audio >= 0) {
            try {
                tracks.add(track(tracks.size() + 1, audio, sources, firstFrames, sound));
            } catch (ApiException e) {
                boolean silent = video >= 0 && mode == LimitsMode.RELAXED;
                if (!silent || e.error() != ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE) {
                    throw e;
                }
            }
        }
        if (tracks.isEmpty()) {
            throw new ApiException(
                    ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE, "The stream has neither a video nor an audio track.");
        }
        return new Playable(tracks);
    }

    private static int first(List<Track> sources, int type) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).type() == type) {
                return i;
            }
        }
        return -1;
    }

    private static PlayableTrack track(int number, int index, List<Track> sources, FirstFrames firstFrames, Sound sound)
            throws StoreException {
        Track source = sources.get(index);
        ByteBuffer firstFrame = firstFrames.of(index);
        try {
            SampleFormat format = SampleFormats.of(source, firstFrame);
            return PlayableTrack.of(number, index, source, sound.of(format), FrameForm.of(source, firstFrame));
        } catch (CodecException e) {
            throw refusal(source, e);
        }
    }

    private static ApiException refusal(Track source, CodecException e) {
        String track = " in fragment for track " + source.number() + ": ";
        String why = e.getMessage() + ".";
        return switch (e.kind()) {
            case MISSING ->
                new ApiException(
                        ApiError.MISSING_CODEC_PRIVATE_DATA,
                        "Missing codec private data in fragment for track " + source.number() + ".");
            case INVALID ->
                new ApiException(ApiError.INVALID_CODEC_PRIVATE_DATA, "Invalid codec private data" + track + why);
            case UNSUPPORTED ->
                new ApiException(ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE, "Unsupported media type" + track + why);
        };
    }

    /// What players are told of the tracks: equal where they can go on with what they were told before.
    public List<Mp4Track> mp4() {
        return tracks.stream().map(PlayableTrack::mp4).toList();
    }

    public @Nullable PlayableTrack video() {
        return tracks.getFirst().isVideo() ? tracks.getFirst() : null;
    }

    public @Nullable PlayableTrack audio() {
        return tracks.getLast().isVideo() ? null : tracks.getLast();
    }

    /// The track of that number. Throws [ApiException] where there is none: its stream has changed its tracks.
    public PlayableTrack track(int number) {
        if (number < 1 || number > tracks.size()) {
            throw new ApiException(ApiError.RESOURCE_NOT_FOUND, "The fragment has no track " + number + ".");
        }
        return tracks.get(number - 1);
    }

    /// Transport streams carry AAC, and no other sound that comes here.
    void requireTransportStream() {
        PlayableTrack audio = audio();
        if (audio != null && ((SampleFormat.Audio) audio.format()).codec() != AudioCodec.AAC) {
            throw new ApiException(
                    ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE,
                    "Unsupported media type in fragment for track "
                            + audio.source().number() + ": in MPEG_TS sound is AAC; ask for FRAGMENTED_MP4.");
        }
    }
}
