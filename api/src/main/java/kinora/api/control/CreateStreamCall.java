package kinora.api.control;

import java.util.Map;
import kinora.api.call.Account;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.StoreException;
import kinora.store.StreamCatalog;
import tools.jackson.databind.node.ObjectNode;

/// CreateStream. The stream is usable when the call returns: producers do not wait for ACTIVE.
public final class CreateStreamCall implements ApiOperation.Answering {
    private final Streams streams;
    private final Account account;
    private final int streamsMax;

    public CreateStreamCall(Streams streams, Account account, LimitsMode mode) {
        this.streams = streams;
        this.account = account;
        this.streamsMax = Limit.STREAMS.intIn(mode);
    }

    @Override
    public ObjectNode answer(ApiCall call) throws StoreException {
        StreamCatalog.NewStream wanted = read(call.members());
        streams.authorize(call, account.anyStream().replace("*", wanted.name() + "/*"));
        if (streams.catalog().count() >= streamsMax) {
            throw new ApiException(
                    ApiError.ACCOUNT_STREAM_LIMIT_EXCEEDED, "This account has " + streamsMax + " streams, its limit.");
        }
        Stream created = streams.catalog().create(wanted);
        return Json.object().put("StreamARN", created.arn().toString());
    }

    private static StreamCatalog.NewStream read(Members members) {
        Map<String, String> tags = StreamTags.read(members);
        Integer retentionHours = members.integer("DataRetentionInHours", 0, Stream.RETENTION_HOURS_MAX);
        Members storage = members.structure("StreamStorageConfiguration");
        return new StreamCatalog.NewStream(
                members.requiredText("StreamName", Text.NAME),
                members.text("DeviceName", Text.DEVICE_NAME),
                members.text("MediaType", Text.MEDIA_TYPE),
                members.text("KmsKeyId", Text.KMS_KEY_ID),
                retentionHours == null ? 0 : retentionHours,
                storage == null ? StorageTier.HOT : storage.requiredChoice("DefaultStorageTier", StorageTier.class),
                tags == null ? Map.of() : tags);
    }
}
