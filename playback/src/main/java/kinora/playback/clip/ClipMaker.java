package kinora.playback.clip;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.mp4.SampleTable;
import kinora.model.Stream;
import kinora.playback.remux.FragmentFrames;
import kinora.playback.remux.FragmentMedia;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.Segments;
import kinora.playback.remux.TrackSamples;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.StoreException;

/// What the forms of clips have in common: the fragments, and their chunks from digests or from media.
record ClipMaker(Archive archive, Segments segments, Stream stream, List<FragmentInfo> fragments, ClipTracks tracks) {
    /// A fragment's chunks in the order of the clip's tracks, and their bytes one behind the other.
    record Media(List<ClipChunk> chunks, byte[] bytes) {}

    /// Sizes and times, without reading media where it goes out as it is stored.
    List<ClipChunk> chunks(FragmentInfo fragment) throws StoreException, InterruptedException {
        FragmentRecord record = archive.record(stream, fragment);
        if (!tracks.isUnchanged()) {
            return segments.read(stream, record, media -> media(fragment, media).chunks);
        }
        FragmentFrames frames = FragmentFrames.of(record);
        List<ClipChunk> chunks = new ArrayList<>();
        for (PlayableTrack track : tracks.in(fragment)) {
            add(chunks, track, track.table(fragment.producerTimestampMs(), frames.track(track.index())));
        }
        return chunks;
    }

    Media media(FragmentInfo fragment) throws StoreException, InterruptedException {
        return segments.read(stream, archive.record(stream, fragment), media -> media(fragment, media));
    }

    private Media media(FragmentInfo fragment, FragmentMedia media) {
        List<ClipChunk> chunks = new ArrayList<>();
        List<byte[]> pieces = new ArrayList<>();
        for (PlayableTrack track : tracks.in(fragment)) {
            TrackSamples samples = media.samples(track);
            add(chunks, track, samples.table());
            pieces.add(samples.bytes());
        }
        return new Media(chunks, joined(pieces));
    }

    private void add(List<ClipChunk> chunks, PlayableTrack track, SampleTable samples) {
        if (samples.count() > 0) {
            int timescale = tracks.timescaleOf(track);
            SampleTable scaled =
                    timescale == track.timescale() ? samples : scaled(samples, track.timescale(), timescale);
            chunks.add(new ClipChunk(tracks.indexOf(track), tracks.descriptionOf(track), timescale, scaled));
        }
    }

    /// A microphone that changed its sample rate: the track keeps the clock that it began with.
    private static SampleTable scaled(SampleTable samples, int from, int to) {
        long time = samples.baseDecodeTime();
        long scaledTime = scaled(time, from, to);
        SampleTable scaled = new SampleTable(scaledTime);
        for (int i = 0; i < samples.count(); i++) {
            time += samples.duration(i);
            long next = scaled(time, from, to);
            scaled.add(samples.sizeBytes(i), (int) (next - scaledTime), 0, samples.isSync(i));
            scaledTime = next;
        }
        return scaled;
    }

    private static long scaled(long time, int from, int to) {
        return time / from * to + time % from * to / from;
    }

    private static byte[] joined(List<byte[]> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        byte[] joined = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int position = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, position, piece.length);
            position += piece.length;
        }
        return joined;
    }
}
