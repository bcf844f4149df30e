package kinora.ingest.doctor;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import kinora.formats.codec.CodecException;
import kinora.formats.codec.FrameForm;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.SampleFormats;
import kinora.formats.mkv.Track;

/// Can each track be announced to a player, and does it arrive in the form that players want?
final class CodecCheck {
    private final Exam exam;
    private final Findings out;

    /// What could be read, by the index of the track.
    private final Map<Integer, SampleFormat> formats = new LinkedHashMap<>();

    CodecCheck(Exam exam, Findings out) {
        this.exam = exam;
        this.out = out;
    }

    Map<Integer, SampleFormat> run() {
        int video = exam.first(Track.TYPE_VIDEO);
        int audio = exam.first(Track.TYPE_AUDIO);
        for (int i = 0; i < exam.tracks().size(); i++) {
            Track track = exam.tracks().get(i);
            out.about(track.number());
            if (i == video || i == audio) {
                check(i, track);
            } else {
                out.note(
                        "TRACK_NOT_PLAYED",
                        named(track) + " is stored, and not played: players get one of each kind.",
                        "");
            }
        }
        out.about(0);
        if (video < 0 && audio < 0) {
            out.error(
                    "NOTHING_TO_PLAY", "The stream has neither pictures nor sound.", "Send H.264 or H.265 in track 1.");
        }
        return formats;
    }

    private static String named(Track track) {
        return "Track " + track.number() + " (" + track.codecId() + ")";
    }

    private void check(int index, Track track) {
        ByteBuffer frame = exam.firstFrame(index);
        try {
            SampleFormat format = SampleFormats.of(track, frame);
            formats.put(index, format);
            describe(track, format);
            checkPrivate(track);
            checkForm(FrameForm.of(track, frame));
        } catch (CodecException e) {
            refuse(track, e);
        }
    }

    private void describe(Track track, SampleFormat format) {
        switch (format) {
            case SampleFormat.Video video -> describe(track, video);
            case SampleFormat.Audio audio -> describe(track, audio);
        }
    }

    private void describe(Track track, SampleFormat.Video video) {
        String rate = video.framesPerSecond() == 0 ? "" : String.format(", %.3g frames/s", video.framesPerSecond());
        out.ok(
                "VIDEO",
                video.codec() + " " + video.codecs() + ", " + video.width() + " x " + video.height() + rate + ".");
        Track.Video said = track.video();
        boolean differs = said != null && said.pixelWidth() > 0 && said.pixelWidth() != video.width();
        if (differs && said != null) {
            out.note(
                    "SIZE_DIFFERS",
                    "The track header says " + said.pixelWidth() + " x " + said.pixelHeight()
                            + ", the pictures themselves " + video.width() + " x " + video.height() + ".",
                    "Players go by the pictures; correct the header when you can.");
        }
    }

    private void describe(Track track, SampleFormat.Audio audio) {
        out.ok(
                "AUDIO",
                audio.codec() + " " + audio.codecs() + ", " + audio.sampleRate() + " Hz, " + audio.channels()
                        + " channels.");
        Track.Audio said = track.audio();
        if (said != null && Math.abs(said.samplingFrequency() - audio.sampleRate()) > 1) {
            out.note(
                    "RATE_DIFFERS",
                    "The track header says " + said.samplingFrequency() + " Hz, the sound itself " + audio.sampleRate()
                            + " Hz.",
                    "Players go by the sound; correct the header when you can.");
        }
        switch (audio.codec()) {
            case G711_ALAW, G711_MULAW ->
                out.note(
                        "G711",
                        "G.711 is no sound that browsers know: players get it as FLAC, without loss; with limits like AWS's"
                                + " HLS refuses it.",
                        "Send AAC if every player is to take it as it is.");
            case FLAC ->
                out.note(
                        "FLAC",
                        "Players get this sound as FLAC; AWS knows it in no player.",
                        "Send AAC if AWS must play it too.");
            case AAC -> {} // as it should be
        }
    }

    private void checkPrivate(Track track) {
        try {
            SampleFormats.of(track, null);
        } catch (CodecException e) {
            out.warn(
                    "CONFIGURATION_IN_BAND",
                    "The codec's configuration was taken from the first frame: " + e.getMessage() + ".",
                    "It plays here; AWS would refuse it. Let the producer send CodecPrivate.");
        }
    }

    private void checkForm(FrameForm form) {
        switch (form) {
            case ANNEX_B ->
                out.warn(
                        "ANNEX_B",
                        "NAL units stand behind start codes (Annex B).",
                        "It plays here, repaired on the way out; AWS would refuse it. Send them behind 4-byte lengths (AVCC).");
            case NAL_LENGTH_1, NAL_LENGTH_2 ->
                out.note(
                        "SHORT_LENGTHS",
                        "NAL units stand behind short lengths; they are rewritten on the way out.",
                        "");
            case ADTS ->
                out.warn(
                        "ADTS",
                        "Each AAC packet has an ADTS header.",
                        "It plays here, repaired on the way out; AWS would not. Send raw AAC and an AudioSpecificConfig.");
            case NAL_LENGTH_4, PACKETS, ALAW, MULAW, PCM_U8, PCM_S16LE, PCM_S16BE, PCM_S24LE, PCM_S24BE -> {} // fine
        }
    }

    private void refuse(Track track, CodecException e) {
        String why = named(track) + " cannot be played: " + e.getMessage() + ".";
        switch (e.kind()) {
            case MISSING ->
                out.error(
                        "CONFIGURATION_MISSING",
                        why,
                        "Let the producer send CodecPrivate (SPS and PPS, or AudioSpecificConfig).");
            case INVALID ->
                out.error(
                        "CONFIGURATION_BROKEN",
                        why,
                        "Compare CodecPrivate with what the encoder gives as its extradata.");
            case UNSUPPORTED ->
                out.error(
                        "CODEC_UNSUPPORTED",
                        why,
                        "Send H.264 or H.265, and AAC. It is stored and read by GetMedia all the same.");
        }
    }
}
