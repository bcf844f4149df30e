package kinora.api.call;

import kinora.http.Call;
import tools.jackson.databind.node.ObjectNode;

/// What answers one operation.
public sealed interface ApiOperation {
    /// Members in, members out.
    @FunctionalInterface
    non-sealed interface Answering extends ApiOperation {
        ObjectNode answer(ApiCall call) throws Exception;
    }

    /// Members in, media out.
    @FunctionalInterface
    non-sealed interface Serving extends ApiOperation {
        void serve(ApiCall call, Call http) throws Exception;
    }
}
