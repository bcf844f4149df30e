package kinora.api.control;

import kinora.api.call.Account;
import kinora.api.call.Json;
import kinora.model.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The structure StreamInfo.
final class StreamInfoJson {
    static ObjectNode of(Stream stream, Account account) {
        ObjectNode info = Json.object();
        if (stream.deviceName() != null) {
            info.put("DeviceName", stream.deviceName());
        }
        info.put("StreamName", stream.name());
        info.put("StreamARN", stream.arn().toString());
        if (stream.mediaType() != null) {
            info.put("MediaType", stream.mediaType());
        }
        return info.put("KmsKeyId", stream.kmsKeyId() != null ? stream.kmsKeyId() : account.defaultKmsKey())
                .put("Version", stream.version())
                .put("Status", stream.status().name())
                .put("CreationTime", Json.seconds(stream.creationTimeMs()))
                .put("DataRetentionInHours", stream.retentionHours());
    }

    private StreamInfoJson() {}
}
