package kinora.api.call;

import kinora.api.auth.Authorizer;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.model.StreamArn;
import kinora.store.StreamCatalog;
import org.jspecify.annotations.Nullable;

/// Finds the stream a call means, and asks first whether the caller may touch it.
public final class Streams {
    private final StreamCatalog catalog;
    private final Authorizer authorizer;
    private final CallRates rates;

    public Streams(StreamCatalog catalog, Authorizer authorizer, CallRates rates) {
        this.catalog = catalog;
        this.authorizer = authorizer;
        this.rates = rates;
    }

    public StreamCatalog catalog() {
        return catalog;
    }

    /// For operations that touch no single stream: `resource` is what a policy would name.
    public void authorize(ApiCall call, String resource) {
        authorizer.check(call.caller(), call.operation(), resource);
    }

    /// The stream of `StreamName` or `StreamARN`; if both are given they must mean the same.
    public Stream required(ApiCall call) {
        return required(
                call,
                call.members().text("StreamName", Text.NAME),
                call.members().text("StreamARN", Text.ARN));
    }

    /// The stream of an ARN member; the ARN of anything but a stream is not found.
    public Stream requiredByArn(ApiCall call, String member) {
        return required(call, null, call.members().requiredText(member, Text.ARN));
    }

    private Stream required(ApiCall call, @Nullable String name, @Nullable String arn) {
        Stream stream = required(call.caller(), call.operation(), name, arn);
        rates.count(call.operation(), stream);
        return stream;
    }

    /// As the others, for a call whose names come in headers.
    public Stream required(
            kinora.api.auth.Identity caller,
            kinora.model.Operation operation,
            @Nullable String name,
            @Nullable String arn) {
        Stream stream = find(name, arn);
        String resource = stream != null ? stream.arn().toString() : arn != null ? arn : String.valueOf(name);
        authorizer.check(caller, operation, resource);
        if (stream == null) {
            throw ApiException.streamNotFound();
        }
        return stream;
    }

    private @Nullable Stream find(@Nullable String name, @Nullable String arn) {
        if (arn == null) {
            if (name == null) {
                throw ApiException.invalidArgument("Either StreamName or StreamARN must be given.");
            }
            return catalog.find(name);
        }
        StreamArn parsed = parse(arn);
        if (name != null && (parsed == null || !parsed.streamName().equals(name))) {
            throw ApiException.invalidArgument("StreamName and StreamARN mean different streams.");
        }
        return parsed == null ? null : catalog.find(parsed);
    }

    private static @Nullable StreamArn parse(String arn) {
        try {
            return StreamArn.parse(arn);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
