package kinora.api.control;

import kinora.api.call.Account;
import kinora.api.call.ApiCall;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.model.ApiException;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The calls on one stream: describe, update, retention, storage tier, delete.
public final class StreamCalls {
    private enum RetentionChange {
        INCREASE_DATA_RETENTION,
        DECREASE_DATA_RETENTION
    }

    private final Streams streams;
    private final Account account;

    public StreamCalls(Streams streams, Account account) {
        this.streams = streams;
        this.account = account;
    }

    public ObjectNode describe(ApiCall call) {
        ObjectNode answer = Json.object();
        answer.set("StreamInfo", StreamInfoJson.of(streams.required(call), account));
        return answer;
    }

    public ObjectNode update(ApiCall call) throws StoreException {
        Members members = call.members();
        String version = members.requiredText("CurrentVersion", Text.VERSION);
        String device = members.text("DeviceName", Text.DEVICE_NAME);
        String media = members.text("MediaType", Text.MEDIA_TYPE);
        streams.catalog()
                .update(
                        streams.required(call),
                        version,
                        stream -> stream.withDescription(
                                given(device, stream.deviceName()), given(media, stream.mediaType())));
        return Json.object();
    }

    private static @Nullable String given(@Nullable String wanted, @Nullable String present) {
        return wanted != null ? wanted : present;
    }

    public ObjectNode updateRetention(ApiCall call) throws StoreException {
        Members members = call.members();
        String version = members.requiredText("CurrentVersion", Text.VERSION);
        RetentionChange change = members.requiredChoice("Operation", RetentionChange.class);
        int hours = members.requiredInteger("DataRetentionChangeInHours", 1, Integer.MAX_VALUE);
        int signedHours = change == RetentionChange.INCREASE_DATA_RETENTION ? hours : -hours;
        streams.catalog()
                .update(
                        streams.required(call),
                        version,
                        stream -> stream.withRetentionHours(changed(stream, signedHours)));
        return Json.object();
    }

    private static int changed(Stream stream, int signedHours) {
        long hours = (long) stream.retentionHours() + signedHours;
        if (hours < 0 || hours > Stream.RETENTION_HOURS_MAX) {
            throw ApiException.invalidArgument("The data retention would be " + hours
                    + " hours; it must stay from 0 to " + Stream.RETENTION_HOURS_MAX + ".");
        }
        return (int) hours;
    }

    public ObjectNode describeStorage(ApiCall call) {
        Stream stream = streams.required(call);
        ObjectNode answer = Json.object();
        answer.put("StreamName", stream.name());
        answer.put("StreamARN", stream.arn().toString());
        answer.putObject("StreamStorageConfiguration")
                .put("DefaultStorageTier", stream.storageTier().name());
        return answer;
    }

    public ObjectNode updateStorage(ApiCall call) throws StoreException {
        Members members = call.members();
        String version = members.requiredText("CurrentVersion", Text.VERSION);
        StorageTier tier = members.requiredStructure("StreamStorageConfiguration")
                .requiredChoice("DefaultStorageTier", StorageTier.class);
        streams.catalog().update(streams.required(call), version, stream -> stream.withStorageTier(tier));
        return Json.object();
    }

    public ObjectNode delete(ApiCall call) throws StoreException {
        String version = call.members().text("CurrentVersion", Text.VERSION);
        streams.catalog().delete(streams.requiredByArn(call, "StreamARN"), version);
        return Json.object();
    }
}
