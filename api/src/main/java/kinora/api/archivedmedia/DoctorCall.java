package kinora.api.archivedmedia;

import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Json;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.ingest.doctor.Finding;
import kinora.ingest.doctor.PlayerVerdict;
import kinora.ingest.doctor.StreamDoctor;
import kinora.ingest.doctor.Verdict;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Doctor: the verdict on a stream's newest fragments, or on one fragment, as JSON.
public final class DoctorCall implements ApiOperation.Answering {
    private final Streams streams;
    private final Archive archive;
    private final StreamDoctor doctor;

    public DoctorCall(Streams streams, Archive archive) {
        this.streams = streams;
        this.archive = archive;
        this.doctor = new StreamDoctor(archive);
    }

    @Override
    public ObjectNode answer(ApiCall call) throws Exception {
        String number = call.members().text("FragmentNumber", Text.FRAGMENT_NUMBER);
        Stream stream = streams.required(call);
        Verdict verdict = number == null
                ? doctor.newest(stream, StreamDoctor.FRAGMENTS)
                : doctor.fragment(stream, fragment(stream, number));
        if (verdict == null) {
            throw new ApiException(
                    ApiError.RESOURCE_NOT_FOUND,
                    "The stream has no stored fragments: nothing was sent yet, all has expired, or its retention is 0.");
        }
        return json(stream, verdict);
    }

    private FragmentInfo fragment(Stream stream, String number) {
        FragmentInfo info = find(stream, number);
        if (info == null) {
            throw new ApiException(ApiError.RESOURCE_NOT_FOUND, "The stream has no fragment " + number + ".");
        }
        return info;
    }

    private @Nullable FragmentInfo find(Stream stream, String number) {
        try {
            return archive.find(stream, FragmentNumber.parse(number));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ObjectNode json(Stream stream, Verdict verdict) {
        ObjectNode json = Json.object()
                .put("StreamName", stream.name())
                .put("StreamARN", stream.arn().toString())
                .put("FragmentNumber", verdict.fragment().toString())
                .put("FragmentsExamined", verdict.fragmentsExamined())
                .put("Severity", verdict.severity().name());
        ArrayNode findings = json.putArray("Findings");
        verdict.findings().forEach(finding -> add(findings.addObject(), finding));
        ArrayNode players = json.putArray("Players");
        verdict.players().forEach(player -> add(players.addObject(), player));
        return json;
    }

    private static void add(ObjectNode json, Finding finding) {
        json.put("Severity", finding.severity().name()).put("Code", finding.code());
        if (finding.trackNumber() != 0) {
            json.put("TrackNumber", finding.trackNumber());
        }
        json.put("Sentence", finding.sentence());
        if (!finding.advice().isEmpty()) {
            json.put("Advice", finding.advice());
        }
    }

    private static void add(ObjectNode json, PlayerVerdict player) {
        json.put("Player", player.player()).put("Plays", player.plays().name()).put("Sentence", player.sentence());
    }
}
